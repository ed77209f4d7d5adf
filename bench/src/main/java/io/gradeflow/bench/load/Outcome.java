package io.gradeflow.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param latencies microseconds from the moment a call was due to the last byte of its answer; of a call without an answer,
 *     to the moment that this was known
 * @param lateness microseconds by which the sender itself was behind its plan
 * @param answers in the order of the calls
 * @param lasted from the beginning to the last answer, those of sequels included
 * @param passages of each call, in their order
 */
public record Outcome(
        Histogram latencies, Histogram lateness, List<Answer> answers, Duration lasted, List<Passage> passages) {

    /** How often something else came back than the status that was expected, by what it was. */
    public Map<String, Integer> failures(int expected) {
        return Answer.failures(answers, expected);
    }
}
