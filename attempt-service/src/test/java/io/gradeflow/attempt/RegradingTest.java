package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerKeyPublished.Correction;
import io.gradeflow.events.AnswerKeyPublished.Earlier;
import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.WithdrawnKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class RegradingTest extends RegradeApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldGradeAnewWhatACorrectionPutsBehindAndTellWhatChanged() {
        String attempt = exam();
        answer(attempt, 1, "B").statusCode(202);
        answer(attempt, 2, "A").statusCode(202);
        awaitSubmitted(attempt, 2).forEach(sent -> grade(Topic.ANSWERS_GRADED, sent, 1, sent.position() == 2 ? 1 : 0));
        finish(attempt).statusCode(200);
        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));
        results(attempt)
                .body("score", equalTo(1f))
                .body("passed", equalTo(false))
                .body("corrections", hasSize(0));

        UUID correction = exams.correct(question(attempt, 1), 2, ChoiceKey.allOrNothing(List.of("B")), Effect.REGRADE);

        AnswerSubmitted again = await().until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt), found -> !found.isEmpty())
                .getFirst();
        assertThat(again.position()).isEqualTo(1);
        assertThat(again.keyVersion()).isEqualTo(2);
        campaign(correction)
                .body("status", equalTo("RUNNING"))
                .body("effect", equalTo("regrade"))
                .body("answers.total", equalTo(1))
                .body("answers.behind", equalTo(1));
        results(attempt).body("provisional", equalTo(true));

        grade(Topic.ANSWERS_REGRADED, again, 2, 1);

        await().untilAsserted(() -> campaign(correction)
                .body("status", equalTo("COMPLETE"))
                .body("completedAt", notNullValue())
                .body("answers.regraded", equalTo(1))
                .body("answers.behind", equalTo(0))
                .body("answers.changed", equalTo(1)));
        results(attempt)
                .body("provisional", equalTo(false))
                .body("score", equalTo(2f))
                .body("passed", equalTo(true))
                .body("corrections", hasSize(1))
                .body("corrections[0].position", equalTo(1))
                .body("corrections[0].reason", equalTo("found faulty"))
                .body("corrections[0].changed", equalTo(true))
                .body("corrections[0].former.score", equalTo(0f))
                .body("corrections[0].now.score", equalTo(1f));
        changes(correction)
                .body("items", hasSize(1))
                .body("items[0].attemptId", equalTo(attempt))
                .body("items[0].now.score", equalTo(1f));
        changes(stranger(), correction).body("items", hasSize(0));
        changes(instructor(), correction).body("items", hasSize(1));
    }

    @Test
    void shouldCreditEverybodyWhoWasShownTheQuestionAndTakeThatBack() {
        String blank = exam();
        finish(blank).statusCode(200);
        UUID first = question(blank, 1);
        results(blank).body("score", equalTo(0f)).body("maximum", equalTo(2));

        UUID credited = exams.correct(first, 2, new CreditAllKey(BigDecimal.ONE), Effect.CREDIT_ALL);

        await().untilAsserted(() -> campaign(credited).body("status", equalTo("COMPLETE")));
        results(blank)
                .body("score", equalTo(1f))
                .body("maximum", equalTo(2))
                .body("questions[0].status", equalTo("UNANSWERED"))
                .body("questions[0].score", equalTo(1f))
                .body("questions[0].correctChoices", hasSize(0))
                .body("corrections[0].effect", equalTo("credit-all"))
                .body("corrections[0].former.score", equalTo(0f))
                .body("corrections[0].now.score", equalTo(1f));
        history(blank).body("items[0].score", equalTo(1f));
        campaign(credited).body("answers.total", equalTo(0)).body("answers.changed", equalTo(1));
        changes(credited)
                .body("items.attemptId", contains(blank))
                .body("items.version", contains(0))
                .body("items[0].former.score", equalTo(0f))
                .body("items[0].now.score", equalTo(1f));

        UUID undone = exams.correct(first, 3, ChoiceKey.allOrNothing(List.of("A")), Effect.REGRADE);

        await().untilAsserted(() -> campaign(undone).body("status", equalTo("COMPLETE")));
        results(blank).body("score", equalTo(0f)).body("maximum", equalTo(2)).body("corrections", hasSize(2));
        history(blank).body("items[0].score", equalTo(0f));
        campaign(credited).body("supersededBy", equalTo(undone.toString()));
        changes(undone).body("items[0].former.score", equalTo(1f)).body("items[0].now.score", equalTo(0f));
        await().untilAsserted(() -> assertThat(listed(first)).containsExactly(undone, credited));
        String next = list("?limit=1&question=" + first)
                .body("items.correctionId", contains(undone.toString()))
                .extract()
                .path("next");
        list("?limit=1&question=" + first + "&cursor=" + next)
                .body("items.correctionId", contains(credited.toString()))
                .body("next", nullValue());
    }

    @Test
    void shouldTakeBackWhatACorrectionChangedThoughItsUndoCameWhilePapersWereBeingValued() {
        String blank = exam();
        finish(blank).statusCode(200);
        UUID first = question(blank, 1);
        UUID credited = exams.correct(first, 2, new CreditAllKey(BigDecimal.ONE), Effect.CREDIT_ALL);
        await().untilAsserted(() -> campaign(credited).body("status", equalTo("COMPLETE")));

        UUID undone = jdbi.inTransaction(handle -> {
            // As when this paper is valued, and others aren't.
            handle.execute(
                    "UPDATE answer_key SET valued_version = 1, valued_to = ? WHERE question_id = ?",
                    UUID.fromString(blank),
                    first);
            UUID undo = exams.correct(first, 3, ChoiceKey.allOrNothing(List.of("A")), Effect.REGRADE);
            Waits.until(jdbi, "%SELECT question_id FROM answer_key%FOR UPDATE%");
            return undo;
        });

        await().untilAsserted(() -> campaign(undone).body("status", equalTo("COMPLETE")));
        changes(undone)
                .body("items.attemptId", contains(blank))
                .body("items[0].former.score", equalTo(1f))
                .body("items[0].now.score", equalTo(0f));
        campaign(undone).body("answers.changed", equalTo(1));
    }

    @Test
    void shouldTellOfACorrectionThatAnotherFollowedBeforeItCame() {
        String attempt = exam();
        UUID question = question(attempt, 1);
        UUID first = UUID.randomUUID();
        Correction overtaken = new Correction(first, Effect.REGRADE, "too early", "an-author", TurnedClock.now());
        UUID second = UUID.randomUUID();

        PublishedBank.send(
                Topic.ANSWER_KEYS,
                new AnswerKeyPublished(
                        question,
                        1,
                        exams.id,
                        3,
                        ChoiceKey.allOrNothing(List.of("B")),
                        null,
                        new Correction(second, Effect.REGRADE, "now right", "an-author", TurnedClock.now()),
                        List.of(new Earlier(2, overtaken))));

        await().untilAsserted(() -> campaign(second).body("status", equalTo("COMPLETE")));
        campaign(first)
                .body("status", equalTo("COMPLETE"))
                .body("keyVersion", equalTo(2))
                .body("reason", equalTo("too early"))
                .body("supersededBy", equalTo(second.toString()))
                .body("answers.total", equalTo(0));
        assertThat(listed(question)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void shouldTakeAWithdrawnQuestionOutOfScoreAndMaximum() {
        String attempt = exam();
        answer(attempt, 1, "A").statusCode(202);
        answer(attempt, 2, "B").statusCode(202);
        List<AnswerSubmitted> sent = awaitSubmitted(attempt, 2);
        sent.forEach(one -> grade(Topic.ANSWERS_GRADED, one, 1, one.position() == 1 ? 1 : 0));
        finish(attempt).statusCode(200);
        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));

        UUID correction = exams.correct(question(attempt, 2), 2, new WithdrawnKey(), Effect.WITHDRAW);
        AnswerSubmitted again = await().until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt), found -> !found.isEmpty())
                .getFirst();
        PublishedBank.send(
                Topic.ANSWERS_REGRADED, AnswerGraded.of(again, 2, Grading.grade(new WithdrawnKey(), again.response())));

        await().untilAsserted(() -> campaign(correction).body("status", equalTo("COMPLETE")));
        results(attempt)
                .body("score", equalTo(1f))
                .body("maximum", equalTo(1))
                .body("passed", equalTo(true))
                .body("topics[0].questions", equalTo(1))
                .body("questions[1].correct", equalTo(false))
                .body("questions[1].maximum", equalTo(0));
        history(attempt).body("items[0].maximum", equalTo(1));
    }

    @Test
    void shouldSayThatOnlyRejectedAnswersAreLeftUntilTheyAreSentAgain() {
        PublishedBank one = PublishedBank.withExam(1, 1, 30);
        List<String> attempts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String attempt = exam(one);
            answer(attempt, 1, "B").statusCode(202);
            grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 0);
            finish(attempt).statusCode(200);
            await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));
            attempts.add(attempt);
        }
        UUID correction =
                one.correct(one.questions.getFirst(), 2, ChoiceKey.allOrNothing(List.of("B")), Effect.REGRADE);
        List<AnswerSubmitted> again = attempts.stream()
                .map(attempt -> await().until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt), found -> !found.isEmpty())
                        .getFirst())
                .toList();

        grade(Topic.ANSWERS_REGRADED, again.getFirst(), 2, 1);
        RejectionApi.reject(
                again.getLast().learnerId(),
                new String(EventJson.write(again.getLast()), StandardCharsets.UTF_8),
                AnswerRejected.Reason.KEY_UNKNOWN);

        await().untilAsserted(() -> campaign(correction)
                .body("status", equalTo("ALL_BUT_REJECTED"))
                .body("completedAt", nullValue())
                .body("answers.total", equalTo(2))
                .body("answers.regraded", equalTo(1))
                .body("answers.behind", equalTo(1))
                .body("answers.rejected", equalTo(1)));
        String admin = TestTokens.bearer("an-admin", "admin");
        List<String> rejected = as(admin)
                .get(RejectionApi.REJECTED + "?bank=" + one.slug)
                .then()
                .extract()
                .path("items.id");
        as(admin)
                .body(Map.of("ids", rejected))
                .post(RejectionApi.REJECTED + "/replay")
                .then()
                .statusCode(200)
                .body("sent", equalTo(1));
        campaign(correction).body("status", equalTo("RUNNING")).body("answers.rejected", equalTo(0));

        grade(Topic.ANSWERS_REGRADED, again.getLast(), 2, 1);

        await().untilAsserted(() -> campaign(correction)
                .body("status", equalTo("COMPLETE"))
                .body("answers.behind", equalTo(0))
                .body("answers.rejected", equalTo(0))
                .body("answers.changed", equalTo(2)));
    }

    @Test
    void shouldValueThePaperOfAnAttemptThatEndsWhileItsKeyIsCorrected() {
        String attempt = exam();
        UUID id = UUID.fromString(attempt);
        UUID first = question(attempt, 1);

        jdbi.useTransaction(handle -> {
            handle.createUpdate(
                            "UPDATE attempt SET status = 'FINISHED', finished_at = now() WHERE attempt_id = :attempt")
                    .bind("attempt", id)
                    .execute();
            AttemptProgress.stateChanged(handle, List.of(id));
            exams.correct(first, 2, new CreditAllKey(BigDecimal.ONE), Effect.CREDIT_ALL);
            await().until(() -> Waits.isHeldUp(jdbi, "%FROM attempt_progress%FOR UPDATE%") || isValued(first));
        });

        await().untilAsserted(() -> history(attempt).body("items[0].score", equalTo(1f)));
    }

    @Test
    void shouldPreviewACorrectionAndStoreNothing() {
        String failed = exam();
        answer(failed, 1, "B").statusCode(202);
        answer(failed, 2, "A").statusCode(202);
        awaitSubmitted(failed, 2).forEach(sent -> grade(Topic.ANSWERS_GRADED, sent, 1, sent.position() == 2 ? 1 : 0));
        finish(failed).statusCode(200);
        await().untilAsserted(() -> results(failed).body("provisional", equalTo(false)));
        UUID first = question(failed, 1);
        String author = TestTokens.bearer("an-author", "author");
        Map<String, Object> regrade =
                Map.of("question", first, "revision", 1, "effect", "regrade", "choices", List.of("B"));

        preview(author, regrade)
                .statusCode(200)
                .body("answers", equalTo(1))
                .body("blanks", equalTo(0))
                .body("changed", equalTo(1))
                .body("attempts.higher", equalTo(1))
                .body("attempts.wouldPass", equalTo(1))
                .body("learners", hasSize(0));
        preview(instructor(), regrade)
                .statusCode(200)
                .body("learners.attemptId", contains(failed))
                .body("learners[0].now.passed", equalTo(false))
                .body("learners[0].then.passed", equalTo(true))
                .body("learners[0].then.scaledScore", equalTo(1000));
        preview(stranger(), regrade).statusCode(200).body("answers", equalTo(0)).body("learners", hasSize(0));
        preview(author, Map.of("question", first, "revision", 1, "effect", "withdraw"))
                .body("changed", equalTo(1))
                .body("attempts.wouldPass", equalTo(1));
        results(failed).body("score", equalTo(1f));

        preview(token(), regrade).statusCode(403);
        preview(author, Map.of("question", UUID.randomUUID(), "revision", 1, "effect", "withdraw"))
                .statusCode(404)
                .body("code", equalTo("question-unknown"));
        preview(author, Map.of("question", first, "revision", 1, "effect", "regrade"))
                .statusCode(400)
                .body("field", equalTo("choices"));
        preview(author, Map.of("question", first, "revision", 1, "effect", "regrade", "choices", List.of("Z")))
                .statusCode(400)
                .body("field", equalTo("choices"));
        preview(author, Map.of("question", first, "revision", 1))
                .statusCode(400)
                .body("field", equalTo("effect"));
    }

    @Test
    void shouldPreviewThatAWithdrawnQuestionIsAskedAgainAsItScoredBefore() {
        String attempt = exam();
        answer(attempt, 1, "B").statusCode(202);
        awaitSubmitted(attempt, 1).forEach(sent -> grade(Topic.ANSWERS_GRADED, sent, 1, 0));
        finish(attempt).statusCode(200);
        await().untilAsserted(() -> results(attempt).body("provisional", equalTo(false)));
        UUID first = question(attempt, 1);
        exams.correct(first, 2, ChoiceKey.rightMinusWrong(List.of("A"), BigDecimal.valueOf(5)), Effect.REGRADE);
        UUID withdrawn = exams.correct(first, 3, new WithdrawnKey(), Effect.WITHDRAW);
        await().untilAsserted(() -> campaign(withdrawn).statusCode(200));

        await().untilAsserted(() -> preview(
                        instructor(),
                        Map.of("question", first, "revision", 1, "effect", "regrade", "choices", List.of("B")))
                .statusCode(200)
                .body("learners[0].then.score", equalTo(5f))
                .body("learners[0].then.maximum", equalTo(6)));
    }

    @Test
    void shouldSayOfACorrectionOnItsWayThatItIsAnnounced() {
        campaign(UUID.randomUUID()).body("status", equalTo("ANNOUNCED")).body("answers", nullValue());
        as(token()).get(REGRADES + "/" + UUID.randomUUID()).then().statusCode(403);
        as(token()).get(REGRADES).then().statusCode(403);
        as(instructor()).get(REGRADES + "?cursor=none").then().statusCode(400);
    }

    private boolean isValued(UUID question) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT valued_version = 2 FROM answer_key WHERE question_id = :question")
                        .bind("question", question)
                        .mapTo(boolean.class)
                        .one());
    }

    private ValidatableResponse history(String attempt) {
        return as(token()).get(ATTEMPTS).then().statusCode(200).body("items[0].id", equalTo(attempt));
    }

    private List<UUID> listed(UUID question) {
        List<String> ids = list("?question=" + question).extract().path("items.correctionId");
        return ids.stream().map(UUID::fromString).toList();
    }

    private ValidatableResponse list(String query) {
        return as(instructor()).get(REGRADES + query).then().statusCode(200);
    }

    private static ValidatableResponse preview(String token, Map<String, Object> body) {
        return as(token).body(body).post(REGRADES + "/preview").then();
    }
}
