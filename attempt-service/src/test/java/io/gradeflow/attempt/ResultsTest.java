package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ResultsTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Test
    void shouldTellNoResultsOfAnExamUntilItIsOverAndSayWhen() {
        String attempt = exam(PublishedBank.withExam(3, 2, 30));
        String deadline = view(attempt).extract().path("deadline");

        results(attempt).statusCode(409).body("code", equalTo("results-later")).body("deadline", equalTo(deadline));
        finish(attempt).statusCode(200);
        results(attempt).statusCode(200).body("status", equalTo("FINISHED"));
    }

    @Test
    void shouldBeProvisionalUntilEveryGradeOfThePaperIsInAndCountBlanksAsNothing() {
        String attempt = exam(PublishedBank.withExam(4, 4, 30));
        answer(attempt, 1, "A");
        answer(attempt, 2, "A");
        answer(attempt, 3, "B");
        List<AnswerSubmitted> sent = awaitSubmitted(attempt, 3);
        put(attempt, 4, "{\"choices\":[\"A\"],\"flagged\":true,\"elapsedMillis\":1200}");
        put(attempt, 4, "{\"choices\":[],\"elapsedMillis\":2500}");
        sent.stream().filter(one -> one.position() < 3).forEach(one -> grade(Topic.ANSWERS_GRADED, one, 1, 1));
        finish(attempt).statusCode(200);

        await().untilAsserted(() -> results(attempt)
                .statusCode(200)
                .body("provisional", equalTo(true))
                .body("score", equalTo(2.0f))
                .body("maximum", equalTo(4))
                .body("percentile", nullValue()));
        sent.stream().filter(one -> one.position() == 3).forEach(one -> grade(Topic.ANSWERS_GRADED, one, 1, 0));

        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));
        results(attempt)
                .body("percent", equalTo(50.0f))
                .body("scaledScore", equalTo(550))
                .body("scale.min", equalTo(100))
                .body("scale.max", equalTo(1000))
                .body("passMark", equalTo(720))
                .body("passed", equalTo(false))
                .body("scaleLabel", equalTo("practice scale, not equated"))
                .body("elapsedMillis", equalTo(2500))
                .body("questions[0].status", equalTo("GRADED"))
                .body("questions[0].correct", equalTo(true))
                .body("questions[2].choices", equalTo(List.of("B")))
                .body("questions[2].correct", equalTo(false))
                .body("questions[2].correctChoices", equalTo(List.of("A")))
                .body("questions[3].status", equalTo("UNANSWERED"))
                .body("questions[3].flagged", equalTo(true))
                .body("questions[3].choices", hasSize(0))
                .body("questions[3].correctChoices", equalTo(List.of("A")))
                .body("questions[3].explanation", equalTo("Because it is A"))
                .body("percentile.n", equalTo(1))
                .body("percentile.rank", nullValue());
        assertThat(kept(attempt)).isEqualTo(new Kept(new BigDecimal("2.000000"), BigDecimal.valueOf(4), 0));
    }

    /** As when an operating system's clock is put right: the newest is what came last, and the exam ends and counts as any other. */
    @Test
    void shouldCountAnExamInWhichTheClockWasSetBack() {
        String attempt = exam(PublishedBank.withExam(2, 2, 30));
        answer(attempt, 1, "B").statusCode(202);
        TurnedClock.forward(Duration.ofHours(-1));
        answer(attempt, 1, "A").statusCode(202).body("version", equalTo(2));
        answer(attempt, 2, "A").statusCode(202).body("version", equalTo(1));
        finish(attempt).statusCode(200);

        for (AnswerSubmitted sent : awaitSubmitted(attempt, 3)) {
            boolean replaced = sent.position() == 1 && sent.answerVersion() == 1;
            grade(Topic.ANSWERS_GRADED, sent, 1, replaced ? 0 : 1);
        }
        await().untilAsserted(() -> results(attempt)
                .statusCode(200)
                .body("provisional", equalTo(false))
                .body("score", equalTo(2.0f))
                .body("maximum", equalTo(2))
                .body("questions[0].choices", equalTo(List.of("A"))));
    }

    @Test
    void shouldBeProvisionalAgainWhileACorrectedKeyPutsAnswersBehind() {
        PublishedBank bank = PublishedBank.withExam(1, 1, 30);
        String attempt = exam(bank);
        answer(attempt, 1, "B");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        grade(Topic.ANSWERS_GRADED, sent, 1, 0);
        finish(attempt).statusCode(200);
        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));

        bank.publishKey(bank.questions.getFirst(), 2, "B");

        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(true)));
        grade(Topic.ANSWERS_REGRADED, sent, 2, 1);
        await().untilAsserted(() -> results(attempt)
                .body("provisional", equalTo(false))
                .body("scaledScore", equalTo(1000))
                .body("passed", equalTo(true)));
    }

    @Test
    void shouldTellWhatIsGradedWhilePracticeRunsAndNoMore() {
        String attempt = attempt(PublishedBank.withTree());
        answer(attempt, 1, "B");
        answer(attempt, 2, "A");
        grade(Topic.ANSWERS_GRADED, submitted(attempt, 1), 1, 0);

        await().untilAsserted(() -> results(attempt).statusCode(200).body("questions[0].status", equalTo("GRADED")));
        results(attempt)
                .body("status", equalTo("OPEN"))
                .body("provisional", equalTo(true))
                .body("scaledScore", nullValue())
                .body("questions[0].correctChoices", equalTo(List.of("A")))
                .body("questions[1].status", equalTo("PENDING"))
                .body("questions[1].correctChoices", nullValue())
                .body("questions[1].explanation", nullValue())
                .body("questions[2].correctChoices", nullValue())
                .body("questions[2].maximum", nullValue());
    }

    @Test
    void shouldCountEachQuestionOncePerTopicAtOrAboveIt() {
        PublishedBank bank = PublishedBank.withTree();
        String attempt = attempt(bank);
        List<String> asked = view(attempt).extract().path("questions.questionId");
        int both = asked.indexOf(bank.questions.get(2).toString()) + 1;
        int onlyOne = asked.indexOf(bank.questions.get(0).toString()) + 1;
        answer(attempt, both, "A");
        answer(attempt, onlyOne, "B");
        grade(Topic.ANSWERS_GRADED, submitted(attempt, both), 1, 1);
        grade(Topic.ANSWERS_GRADED, submitted(attempt, onlyOne), 1, 0);
        finish(attempt);

        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));
        results(attempt)
                .body("topics.path", equalTo(List.of("all", "all/one", "all/two")))
                .body("topics.title", equalTo(List.of("All", "Topic all/one", "Topic all/two")))
                .body("topics.questions", equalTo(List.of(3, 2, 2)))
                .body("topics.answered", equalTo(List.of(2, 2, 1)))
                .body("topics.correct", equalTo(List.of(1, 1, 1)))
                .body("topics.maximum", equalTo(List.of(3, 2, 2)));
    }

    @Test
    void shouldLeaveUnscoredQuestionsOutOfEverySum() {
        String attempt = exam(PublishedBank.withExam(5, 3, 2, 30));
        for (int position = 1; position <= 5; position++) {
            answer(attempt, position, "A");
        }
        awaitSubmitted(attempt, 5).forEach(one -> grade(Topic.ANSWERS_GRADED, one, 1, 1));
        finish(attempt);

        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));
        results(attempt)
                .body("maximum", equalTo(3))
                .body("score", equalTo(3.0f))
                .body("scaledScore", equalTo(1000))
                .body("questions.findAll { it.scored }", hasSize(3))
                .body("questions.findAll { !it.scored }.correct", equalTo(List.of(true, true)))
                .body("topics.questions", equalTo(List.of(3)));
        assertThat(kept(attempt).maximum()).isEqualByComparingTo("3");
    }

    @Test
    void shouldRankAmongAttemptsThatCount() {
        PublishedBank bank = PublishedBank.withExam(4, 4, 30);
        List<Integer> scores = List.of(4, 1, 3, 3, 0, 2, 3);
        List<String> attempts = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            attempts.add(sat(TestTokens.bearer(learner + i, "learner"), bank, scores.get(i)));
        }
        // None of these counts: one of the staff, one that is provisional, one that is voided.
        sat(TestTokens.bearer("author-" + learner, "author"), bank, 4);
        String provisional = exam(bank);
        answer(provisional, 1, "A");
        finish(provisional);
        String voided = sat(TestTokens.bearer(learner + "void", "learner"), bank, 4);
        voidAttempt(voided);

        for (int i = 0; i < scores.size(); i++) {
            int own = scores.get(i);
            long below = scores.stream().filter(other -> other < own).count();
            long equal = scores.stream().filter(other -> other == own).count();
            BigDecimal rank = BigDecimal.valueOf(100.0 * (below + equal / 2.0) / scores.size())
                    .setScale(1, RoundingMode.HALF_EVEN);
            resultsAs(TestTokens.bearer(learner + i, "learner"), attempts.get(i))
                    .body("percentile.n", equalTo(scores.size()))
                    .body("percentile.rank", equalTo(rank.floatValue()));
        }
        results(provisional).body("percentile", nullValue());
        resultsAs(TestTokens.bearer(learner + "void", "learner"), voided)
                .statusCode(409)
                .body("code", equalTo("attempt-voided"));
    }

    @Test
    void shouldTellOfAVoidedExamNothingThatHelpsInAnother() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String attempt = sat(token(), bank, 1);
        view(attempt).body("questions[0].answer.correctChoices", equalTo(List.of("A")));

        voidAttempt(attempt);

        results(attempt).statusCode(409).body("code", equalTo("attempt-voided"));
        view(attempt)
                .body("status", equalTo("VOIDED"))
                .body("questions[0].answer.correct", nullValue())
                .body("questions[0].answer.correctChoices", nullValue())
                .body("totals.score", nullValue());
    }

    @Test
    void shouldShowAVoidedPracticeWithoutAScore() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 1);
        finish(attempt);
        voidAttempt(attempt);

        await().untilAsserted(() -> results(attempt)
                .body("status", equalTo("VOIDED"))
                .body("score", nullValue())
                .body("percentile", nullValue())
                .body("topics", hasSize(0))
                .body("questions[0].correctChoices", equalTo(List.of("A"))));
    }

    @Test
    void shouldTellNothingToWhoMayNotSeeTheAttempt() {
        String attempt = attempt(PublishedBank.of(1));
        finish(attempt);

        resultsAs(TestTokens.bearer("other-" + learner, "learner"), attempt).statusCode(404);
        resultsAs(instructor("elsewhere"), attempt).statusCode(404);
        resultsAs(TestTokens.bearer("author-" + learner, "author"), attempt).statusCode(404);
        results(UUID.randomUUID().toString()).statusCode(404);
        resultsAs(TestTokens.bearer("admin-" + learner, "admin"), attempt)
                .statusCode(200)
                .body("learnerId", equalTo(TestTokens.learnerId(learner).toString()));
        given().get(ATTEMPTS + "/" + attempt + "/results").then().statusCode(401);
    }

    @Test
    void shouldGiveTheQuestionsAsATable() throws IOException {
        String attempt = attempt(PublishedBank.of(2));
        answer(attempt, 1, "B");
        grade(Topic.ANSWERS_GRADED, submitted(attempt, 1), 1, 0);
        finish(attempt);
        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));

        String csv = given().header("Authorization", token())
                .accept("text/csv")
                .get(ATTEMPTS + "/" + attempt + "/results")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .header("Content-Disposition", containsString(attempt))
                .extract()
                .asString();

        try (CSVParser parsed = CSVParser.parse(
                csv,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            List<CSVRecord> rows = parsed.getRecords();
            assertThat(rows).extracting(row -> row.get("position")).containsExactly("1", "2");
            assertThat(rows).extracting(row -> row.get("choices")).containsExactly("B", "");
            assertThat(rows).extracting(row -> row.get("correct")).containsExactly("false", "false");
            assertThat(rows).extracting(row -> row.get("correctChoices")).containsExactly("A", "A");
        }
    }

    private record Kept(BigDecimal score, BigDecimal maximum, int ungraded) {}

    private Kept kept(String attempt) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT score, maximum, ungraded FROM attempt_progress WHERE attempt_id = :attempt
                        """)
                .bind("attempt", UUID.fromString(attempt))
                .map((row, context) ->
                        new Kept(row.getBigDecimal("score"), row.getBigDecimal("maximum"), row.getInt("ungraded")))
                .one());
    }

    /** Sits the exam of four questions, with so many right, to the last grade. */
    private String sat(String token, PublishedBank bank, int right) {
        String attempt =
                startAs(token, examBody(bank)).statusCode(201).extract().path("id");
        for (int position = 1; position <= right; position++) {
            answerAs(token, attempt, position, "A").statusCode(202);
        }
        if (right > 0) {
            awaitSubmitted(attempt, right).forEach(one -> grade(Topic.ANSWERS_GRADED, one, 1, 1));
        }
        given().header("Authorization", token)
                .post(ATTEMPTS + "/" + attempt + "/finish")
                .then()
                .statusCode(200);
        await().untilAsserted(() -> resultsAs(token, attempt).body("provisional", equalTo(false)));
        return attempt;
    }

    private void voidAttempt(String attempt) {
        UUID id = UUID.fromString(attempt);
        jdbi.useTransaction(handle -> {
            handle.createUpdate("UPDATE attempt SET status = 'VOIDED' WHERE attempt_id = :attempt")
                    .bind("attempt", id)
                    .execute();
            AttemptProgress.stateChanged(handle, List.of(id));
        });
        assertThat(kept(attempt).score()).isNull();
    }

    private AnswerSubmitted submitted(String attempt, int position) {
        return await().until(
                        () -> sent(Topic.ANSWERS_SUBMITTED, attempt).stream()
                                .filter(answer -> answer.position() == position)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private String exam(PublishedBank bank) {
        return start(examBody(bank))
                .statusCode(201)
                .body("id", notNullValue())
                .extract()
                .path("id");
    }

    private static String examBody(PublishedBank bank) {
        return "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
    }

    private static String instructor(String cohort) {
        return TestTokens.bearer(new LocalUser("instructor-" + cohort, List.of("instructor"), List.of(cohort)));
    }

    private ValidatableResponse results(String attempt) {
        return resultsAs(token(), attempt);
    }

    private static ValidatableResponse resultsAs(String token, String attempt) {
        return given().header("Authorization", token)
                .get(ATTEMPTS + "/" + attempt + "/results")
                .then();
    }
}
