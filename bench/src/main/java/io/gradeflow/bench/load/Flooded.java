package io.gradeflow.bench.load;

import java.util.List;
import java.util.Map;

/**
 * What became of a load without pauses.
 *
 * @param answers in the order of the calls
 */
public record Flooded(List<Answer> answers) {

    /** How often something else came back than the status that was expected, by what it was. */
    public Map<String, Integer> failures(int expected) {
        return Answer.failures(answers, expected);
    }
}
