package io.gradeflow.bench.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.system.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An attempt over a generated bank whose questions wait to be answered.
 *
 * @param learner whose token it is
 * @param questions the numbers of its questions, in the order of their positions
 */
public record Paper(String learner, String attempt, List<Integer> questions) {

    private static final String STARTS = "/api/v1/attempts";

    /** Where any call is refused quickly. */
    public static final String REFUSED = STARTS + "/00000000-0000-0000-0000-000000000000";

    private static final String JSON = "application/json";

    /** What starts practice of so many questions. */
    public static byte[] practice(String bank, int questions) {
        return GeneratedBank.bytes(JsonNodeFactory.instance
                .objectNode()
                .put("bank", bank)
                .put("mode", "practice")
                .put("questionCount", questions));
    }

    /** Starts an attempt for each learner, and one by one. */
    public static List<Paper> start(Api api, List<String> learners, byte[] request) {
        List<Paper> papers = new ArrayList<>(learners.size());
        for (String learner : learners) {
            papers.add(of(learner, api.call("POST", STARTS, learner, JSON, request)));
        }
        return papers;
    }

    /** @param attempt as it is told when it is started */
    public static Paper of(String learner, JsonNode attempt) {
        SortedMap<Integer, Integer> questions = new TreeMap<>();
        attempt.path("questions")
                .forEach(question -> questions.put(
                        question.path("position").asInt(),
                        GeneratedBank.number(question.path("stem").asText())));
        return new Paper(learner, attempt.path("id").asText(), List.copyOf(questions.values()));
    }

    public String path() {
        return STARTS + "/" + attempt;
    }

    /**
     * @param position from 1
     * @param after the right choice with 0, and with 1, 2 and 3 the wrong ones after it
     */
    public Call answer(int position, int after) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("choices").add(GeneratedBank.choice(questions.get(position - 1), after));
        return Call.put(path() + "/answers/" + position, learner, GeneratedBank.bytes(answer));
    }

    /** Each question once, in the order of the paper. */
    public List<Call> answers(int after) {
        return IntStream.rangeClosed(1, questions.size())
                .mapToObj(position -> answer(position, after))
                .toList();
    }

    /** As if all sat side by side: the first question of each paper, then the second of each, and so on. */
    public static List<Call> sideBySide(List<Paper> papers, int after) {
        int longest = papers.stream()
                .mapToInt(paper -> paper.questions().size())
                .max()
                .orElse(0);
        return IntStream.rangeClosed(1, longest)
                .boxed()
                .flatMap(position -> papers.stream()
                        .filter(paper -> position <= paper.questions().size())
                        .map(paper -> paper.answer(position, after)))
                .toList();
    }
}
