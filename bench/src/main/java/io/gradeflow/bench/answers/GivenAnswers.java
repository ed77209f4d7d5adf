package io.gradeflow.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Answers of learners who answer side by side, each of them once. */
final class GivenAnswers {

    private static final String JSON = "application/json";

    private GivenAnswers() {}

    /** Starts the attempts, in which so many answers can be given. */
    static List<Call> prepare(MeasuredSystem system, Api api, String bank, int bankSize, int count) {
        byte[] start = GeneratedBank.bytes(
                JsonNodeFactory.instance.objectNode().put("bank", bank).put("mode", "practice"));
        List<Call> puts = new ArrayList<>();
        for (String learner : system.tokens().learners((count + bankSize - 1) / bankSize)) {
            JsonNode attempt = api.call("POST", "/api/v1/attempts", learner, JSON, start);
            for (JsonNode question : attempt.path("questions")) {
                ObjectNode answer = JsonNodeFactory.instance.objectNode();
                answer.putArray("choices")
                        .add(GeneratedBank.choice(
                                GeneratedBank.number(question.path("stem").asText()), puts.size() % 2));
                puts.add(Call.put(
                        "/api/v1/attempts/" + attempt.path("id").asText() + "/answers/"
                                + question.path("position").asInt(),
                        learner,
                        GeneratedBank.bytes(answer)));
            }
        }
        Collections.shuffle(puts, new Random(1));
        return puts.subList(0, count);
    }
}
