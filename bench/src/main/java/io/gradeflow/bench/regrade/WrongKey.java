package io.gradeflow.bench.regrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.system.Api;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A bank whose first question was answered by many: of ten, six ticked what its key says, three what it will say once it is
 * corrected, one something else.
 *
 * @param question the id of its first question
 */
record WrongKey(Api api, String author, String bank, String question, int answers) {

    private static final int NUMBER = 1;
    private static final int LINES = 10_000;
    private static final String JSON = "application/json";

    /**
     * Makes the bank and loads the answers.
     *
     * @throws BenchException if one of them is not taken
     */
    static WrongKey create(Api api, String author, int bankSize, int answers, Consumer<String> progress) {
        String bank = GeneratedBank.create(api, author, bankSize);
        for (int first = 0; first < answers; first += LINES) {
            int count = Math.min(LINES, answers - first);
            progress.accept("loading answers " + (first + 1) + " to " + (first + count));
            JsonNode report = api.call(
                    "POST",
                    "/api/v1/responses",
                    author,
                    "application/x-ndjson",
                    lines(bank, first, count).getBytes(StandardCharsets.UTF_8));
            if (report.path("stored").asInt() != count) {
                throw new BenchException("Of " + count + " responses only "
                        + report.path("stored").asInt() + " were stored: " + report.path("verdicts"));
            }
        }
        return new WrongKey(api, author, bank, questionId(api, author, bank), answers);
    }

    private static String lines(String bank, int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int learner = first; learner < first + count; learner++) {
            int of = learner % 10;
            ObjectNode line = JsonNodeFactory.instance
                    .objectNode()
                    .put("externalId", "r-" + learner)
                    .put("learner", "learner " + learner)
                    .put("bank", bank)
                    .put("question", GeneratedBank.externalId(NUMBER));
            line.putArray("choices").add(GeneratedBank.choice(NUMBER, of < 6 ? 0 : of < 9 ? 1 : 3));
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    private static String questionId(Api api, String author, String bank) {
        for (JsonNode question : api.get("/api/v1/banks/" + bank + "/questions?limit=500", author)
                .path("items")) {
            if (question.path("externalId").asText().equals(GeneratedBank.externalId(NUMBER))) {
                return question.path("id").asText();
            }
        }
        throw new BenchException("The bank " + bank + " doesn't list its first question.");
    }

    /** How many of the loaded answers are right by the key that was wrong, or by the corrected one. */
    int right(boolean corrected) {
        int share = corrected ? 3 : 6;
        int from = corrected ? 6 : 0;
        return answers / 10 * share + Math.clamp(answers % 10 - from, 0, share);
    }

    /**
     * Corrects the key, or takes that back.
     *
     * @return the correction's id
     */
    String correct(boolean corrected) {
        return api.call("POST", corrections(), author, JSON, correction(corrected))
                .path("correctionId")
                .asText();
    }

    /** The same, where it is expected to be refused. */
    int statusOfCorrecting(boolean corrected) {
        return api.send("POST", corrections(), author, JSON, correction(corrected))
                .statusCode();
    }

    private String corrections() {
        return "/api/v1/questions/" + question + "/revisions/1/corrections";
    }

    private static byte[] correction(boolean corrected) {
        ObjectNode correction = JsonNodeFactory.instance.objectNode().put("effect", "regrade");
        correction.putArray("choices").add(GeneratedBank.choice(NUMBER, corrected ? 1 : 0));
        return GeneratedBank.bytes(correction.put("reason", corrected ? "It was wrong." : "It was right after all."));
    }
}
