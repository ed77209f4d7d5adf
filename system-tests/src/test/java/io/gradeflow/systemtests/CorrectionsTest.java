package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wrong key is put right, a question taken out, and both taken back, while processes die: every view follows to the digit. */
@OnTheSystem
@Tag("slow")
class CorrectionsTest {

    private static final int LEARNERS = 10_000;
    /** How many of them ticked A in the first question; the others ticked B, and all A in the second. */
    private static final int FOR_A = 6_000;

    private record Counts(int answers, int correct) {}

    private final SystemUnderTest system;
    private final Client author;
    private final Client admin;
    private final String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);

    CorrectionsTest(SystemUnderTest system) {
        this.system = system;
        this.author = Client.author(system);
        this.admin = Client.of(system, "an-admin", "admin");
    }

    @Test
    void shouldBringEveryViewToTheCorrectedKeyAndBackThoughProcessesDie() {
        author.createBank(bank);
        author.importFile(bank, (question(1) + question(2)).getBytes(StandardCharsets.UTF_8));
        JsonPath loaded = admin.load("application/x-ndjson", responses().getBytes(StandardCharsets.UTF_8));
        assertThat(loaded.getInt("stored")).isEqualTo(2 * LEARNERS);
        awaitFigures(new Counts(2 * LEARNERS, FOR_A + LEARNERS));
        String question = questionId("q-1");

        awaitPreview(
                Map.of("question", question, "revision", 1, "effect", "regrade", "choices", List.of("B")), LEARNERS);

        String regrade =
                correct(question, Map.of("effect", "regrade", "choices", List.of("B"), "reason", "B is right"));
        awaitMidst(regrade);
        system.kill("attempt-service");
        system.kill("grader-service");
        system.start("attempt-service");
        system.start("grader-service");
        assertThat(awaitComplete(regrade).getInt("answers.changed")).isEqualTo(LEARNERS);
        awaitFigures(new Counts(2 * LEARNERS, LEARNERS - FOR_A + LEARNERS));

        tryToCorrect(question, Map.of("effect", "regrade", "choices", List.of("B"), "reason", "once more"))
                .then()
                .statusCode(409);

        awaitComplete(correct(question, Map.of("effect", "withdraw", "reason", "it can be read in two ways")));
        awaitFigures(new Counts(LEARNERS, LEARNERS));

        awaitComplete(correct(question, Map.of("effect", "credit-all", "reason", "both can be defended")));
        awaitFigures(new Counts(2 * LEARNERS, 2 * LEARNERS));

        awaitComplete(correct(question, Map.of("effect", "regrade", "choices", List.of("A"), "reason", "A was right")));
        awaitFigures(new Counts(2 * LEARNERS, FOR_A + LEARNERS));
    }

    private String correct(String question, Map<String, Object> correction) {
        String location = tryToCorrect(question, correction)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private Response tryToCorrect(String question, Map<String, Object> correction) {
        return author.request().body(correction).post("/questions/" + question + "/revisions/1/corrections");
    }

    /** Some of the answers follow the new key, others don't yet. */
    private void awaitMidst(String correction) {
        JsonPath campaign = await().pollInterval(Duration.ofMillis(20))
                .until(
                        () -> campaign(correction),
                        seen -> seen.get("answers") != null && seen.getLong("answers.regraded") > 0);
        assertThat(campaign.getString("status")).isEqualTo("RUNNING");
        assertThat(campaign.getLong("answers.behind")).isPositive();
    }

    private JsonPath awaitComplete(String correction) {
        return await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(
                        () -> campaign(correction),
                        campaign -> campaign.getString("status").equals("COMPLETE"));
    }

    private JsonPath campaign(String correction) {
        return author.request()
                .get("/regrades/" + correction)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The attempts' own grades may be here later than the figures. */
    private void awaitPreview(Map<String, Object> correction, int answers) {
        await().untilAsserted(() -> {
            JsonPath preview = author.request()
                    .body(correction)
                    .post("/regrades/preview")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(preview.getInt("answers")).isEqualTo(answers);
            assertThat(preview.getInt("changed")).isEqualTo(answers);
        });
    }

    private void awaitFigures(Counts expected) {
        await().untilAsserted(() -> {
            JsonPath topics = admin.topics(bank);
            assertThat(new Counts(topics.getInt("total.answers"), topics.getInt("total.correct")))
                    .isEqualTo(expected);
        });
    }

    private String questionId(String externalId) {
        List<Map<String, Object>> questions = author.request()
                .get("/banks/" + bank + "/questions")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return questions.stream()
                .filter(question -> externalId.equals(question.get("externalId")))
                .map(question -> String.valueOf(question.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private static String question(int number) {
        return """
                {"type": "single", "externalId": "q-%d", "stem": "Question %d?", "choices": [\
                {"id": "A", "text": "this", "correct": true}, {"id": "B", "text": "that"}]}
                """.formatted(number, number);
    }

    private String responses() {
        return IntStream.range(0, LEARNERS)
                .mapToObj(learner -> response(learner, 1, learner < FOR_A ? "A" : "B") + response(learner, 2, "A"))
                .collect(Collectors.joining());
    }

    private String response(int learner, int question, String choice) {
        return """
                {"externalId": "%d-%d", "learner": "learner %d", "bank": "%s", "question": "q-%d", "choices": ["%s"]}
                """.formatted(learner, question, learner, bank, question, choice);
    }
}
