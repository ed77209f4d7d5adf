package io.gradeflow.bench.storm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.bank.EmptyEndpoint;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;
import java.util.List;
import java.util.Map;

/**
 * The calls that start attempts, and those that do nothing instead.
 *
 * @param questions how many an attempt must have
 * @param answerBytes the size of an answer
 * @param hasBaseline whether the system has the endpoint that does nothing
 */
record StartCalls(byte[] body, int questions, int answerBytes, boolean hasBaseline) {

    private static final String JSON = "application/json";
    private static final String STARTS = "/api/v1/attempts";

    /** Of practice over a new bank. */
    static StartCalls practice(MeasuredSystem system, int bankSize, int questions) {
        try (Api api = new Api(system.web())) {
            String author = system.tokens().author();
            String bank = GeneratedBank.create(api, author, bankSize);
            return tried(api, author, request(bank, "practice").put("questionCount", questions), questions);
        }
    }

    /** Of exams over a new bank, in which nobody has an exam open yet. */
    static StartCalls exams(MeasuredSystem system, int bankSize, int questions) {
        try (Api api = new Api(system.web())) {
            String author = system.tokens().author();
            String bank = GeneratedBank.create(api, author, bankSize);
            String blueprint = GeneratedBank.blueprint(api, author, bank, questions);
            return tried(api, author, request(bank, "exam").put("blueprint", blueprint), questions);
        }
    }

    private static ObjectNode request(String bank, String mode) {
        return JsonNodeFactory.instance.objectNode().put("bank", bank).put("mode", mode);
    }

    /** Starts one attempt, as a preview, which also waits until the bank has arrived. */
    private static StartCalls tried(Api api, String author, JsonNode request, int questions) {
        byte[] body = GeneratedBank.bytes(request);
        int bytes = GeneratedBank.bytes(api.call("POST", STARTS, author, JSON, body)).length;
        return new StartCalls(body, questions, bytes, EmptyEndpoint.isIn(api, author));
    }

    List<Call> starts(List<String> learners) {
        return learners.stream().map(token -> Call.post(STARTS, token, body)).toList();
    }

    List<Call> baseline(List<String> learners) {
        return learners.stream()
                .map(token -> EmptyEndpoint.start(token, body, answerBytes))
                .toList();
    }

    /** How often each thing was wrong with the answers to starts. */
    Map<String, Integer> failuresOfStarts(List<Answer> answers) {
        StartedAttempts started = new StartedAttempts(questions);
        started.look(answers);
        return started.failures();
    }

    Map<String, Integer> failuresOfBaseline(List<Answer> answers) {
        int wrong = (int) answers.stream()
                .filter(answer -> answer.status() != 200 || answer.body().length() != answerBytes)
                .count();
        return wrong == 0 ? Map.of() : Map.of("not what the empty endpoint answers", wrong);
    }
}
