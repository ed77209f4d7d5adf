package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ExamTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Test
    void shouldComposeAnExamByItsBlueprint() {
        PublishedBank bank = PublishedBank.withExam(10, 4, 90);

        Instant before = TurnedClock.now();
        ValidatableResponse started = exam(bank)
                .statusCode(201)
                .body("mode", equalTo("exam"))
                .body("blueprint", equalTo("mock"))
                .body("preview", equalTo(false))
                .body("questions", hasSize(4))
                .body("questions[0].choices.id", containsInAnyOrder("A", "B", "C", "D"));

        assertThat(Instant.parse(started.extract().path("deadline")))
                .isBetween(
                        before.plus(Duration.ofMinutes(90)), TurnedClock.now().plus(Duration.ofMinutes(90)));
    }

    @Test
    void shouldNameTheFaultOfARequestForAnExam() {
        PublishedBank bank = PublishedBank.withExam(4, 4, 90);
        String head = "{\"bank\":\"" + bank.slug + "\",";

        start(head + "\"mode\":\"exam\"}").statusCode(400).body("field", equalTo("blueprint"));
        start(head + "\"mode\":\"exam\",\"blueprint\":\"none\"}")
                .statusCode(404)
                .body("code", equalTo("blueprint-unknown"));
        start(head + "\"mode\":\"exam\",\"blueprint\":\"mock\",\"questionCount\":2}")
                .statusCode(400)
                .body("field", equalTo("questionCount"));
        start(head + "\"mode\":\"exam\",\"blueprint\":\"mock\",\"topics\":[\"all\"]}")
                .statusCode(400)
                .body("field", equalTo("topics"));
        start(bank, ",\"blueprint\":\"mock\"").statusCode(400).body("field", equalTo("blueprint"));
        PublishedBank small = PublishedBank.withExam(3, 4, 90);
        exam(small).statusCode(409).body("code", equalTo("not-enough-questions"));
    }

    @Test
    void shouldTellNothingOfGradesUntilTheExamIsOverAndLetAnswersChange() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 90);
        String attempt = exam(bank).statusCode(201).extract().path("id");
        answer(attempt, 1, "A").statusCode(202);
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 1);
        answer(attempt, 1, "B").statusCode(202).body("version", equalTo(2)).body("status", equalTo("PENDING"));

        AnswerSubmitted second = awaitSubmitted(attempt, 2).stream()
                .filter(sent -> sent.answerVersion() == 2)
                .findFirst()
                .orElseThrow();
        grade(Topic.ANSWERS_GRADED, second, 1, 0);

        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> view(attempt)
                        .body("questions[0].status", equalTo("ANSWERED"))
                        .body("questions[0].answer.choices", equalTo(List.of("B")))
                        .body("questions[0].answer.correct", nullValue())
                        .body("questions[0].answer.correctChoices", nullValue())
                        .body("totals.answered", equalTo(1))
                        .body("totals.pending", nullValue())
                        .body("totals.score", nullValue()));
        finish(attempt).statusCode(200).body("status", equalTo("FINISHED"));
        view(attempt)
                .body("questions[0].status", equalTo("GRADED"))
                .body("questions[0].answer.correct", equalTo(false))
                .body("questions[0].answer.correctChoices", equalTo(List.of("A")))
                .body("totals.correct", equalTo(0));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("attempt-finished"));
    }

    @Test
    void shouldShutTheBankWhileAnExamOverItIsOpen() {
        PublishedBank bank = PublishedBank.withExam(3, 2, 90);
        String practice = attempt(bank);
        answer(practice, 1, "B").statusCode(202);
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(practice, 1).getFirst(), 1, 0);
        await().untilAsserted(() -> view(practice).body("questions[0].answer.explanation", notNullValue()));

        String exam = exam(bank).statusCode(201).extract().path("id");

        start(bank, "").statusCode(409).body("code", equalTo("exam-open"));
        exam(bank).statusCode(409).body("code", equalTo("exam-open"));
        start("{\"bank\":\"" + bank.slug + "\",\"mode\":\"review\"}").statusCode(409);
        answer(practice, 2, "A").statusCode(409).body("code", equalTo("exam-open"));
        view(practice)
                .body("questions[0].status", equalTo("ANSWERED"))
                .body("questions[0].answer.correct", nullValue())
                .body("questions[0].answer.explanation", nullValue());
        finish(exam).statusCode(200);
        answer(practice, 2, "A").statusCode(202);
        view(practice).body("questions[0].answer.explanation", notNullValue());
    }

    @Test
    void shouldLetOneInOfManyExamsStartedAtOnce() throws Exception {
        PublishedBank bank = PublishedBank.withExam(3, 2, 90);
        Callable<Integer> starting = () -> exam(bank).extract().statusCode();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = executor.invokeAll(Collections.nCopies(8, starting)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(statuses).containsOnlyOnce(201).contains(409).doesNotContain(500);
        }
    }

    @Test
    void shouldSayThatAnExamBeganSoThatNobodyTellsItsLearnerOfTheBank() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String attempt = exam(bank).statusCode(201).extract().path("id");

        AttemptFinished begun =
                await().until(() -> told(attempt), told -> !told.isEmpty()).getFirst();

        assertThat(begun.paperVersion()).isZero();
        assertThat(begun.ending()).isEqualTo(AttemptFinished.Ending.REOPENED);
        assertThat(begun.paper()).hasSize(2);
        assertThat(endings(attempt)).isEmpty();
    }

    @Test
    void shouldExpireOnceWithWhatWasAnswered() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String attempt = exam(bank).statusCode(201).extract().path("id");
        String deadline = view(attempt).extract().path("deadline");
        answer(attempt, 1, "A").statusCode(202);

        TurnedClock.forward(Duration.ofMinutes(30).minusSeconds(10));
        answer(attempt, 1, "B").statusCode(202).body("version", equalTo(2));
        TurnedClock.forward(Duration.ofSeconds(20));
        answer(attempt, 2, "A").statusCode(409).body("code", equalTo("answer-late"));

        await().untilAsserted(() -> view(attempt).body("status", equalTo("EXPIRED")));
        view(attempt).body("finishedAt", equalTo(deadline));
        List<AttemptFinished> told = await().until(() -> endings(attempt), found -> !found.isEmpty());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().ending()).isEqualTo(AttemptFinished.Ending.EXPIRED);
        assertThat(told.getFirst().blueprint()).isEqualTo("mock");
        assertThat(told.getFirst().paper())
                .extracting(AttemptFinished.PaperEntry::answerVersion)
                .containsExactly(2, null);
        finish(attempt).statusCode(200).body("status", equalTo("EXPIRED"));
        assertThat(endings(attempt)).hasSize(1);
    }

    @Test
    void shouldPausePracticeAndNoExam() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String practice = attempt(bank);

        move(practice, "pause", 200);
        move(practice, "pause", 200);
        answer(practice, 1, "A").statusCode(409).body("code", equalTo("attempt-paused"));
        move(practice, "resume", 200);
        answer(practice, 1, "A").statusCode(202);
        finish(practice).statusCode(200);
        move(practice, "pause", 409);
        move(practice, "resume", 409);

        String exam = exam(bank).statusCode(201).extract().path("id");
        move(exam, "pause", 409);
    }

    @Test
    void shouldClearAnAnswerAndTakeAnother() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "B");

        put(attempt, 1, "{\"choices\":[]}").statusCode(202).body("version", equalTo(2));

        view(attempt).body("questions[0].status", equalTo("UNANSWERED")).body("totals.answered", equalTo(0));
        AnswerSubmitted cleared = awaitSubmitted(attempt, 2).stream()
                .filter(sent -> sent.answerVersion() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(cleared.response()).isNull();
        grade(Topic.ANSWERS_GRADED, cleared, 1, 0);
        answer(attempt, 1, "A").statusCode(202).body("version", equalTo(3));
    }

    @Test
    void shouldTellByNoReviewWhatIsMissedInAnOpenExam() {
        PublishedBank bank = PublishedBank.withExam(1, 1, 30);
        String review = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"review\"}";
        String attempt = exam(bank).statusCode(201).extract().path("id");
        start(review).statusCode(409).body("code", equalTo("exam-open"));
        answer(attempt, 1, "B").statusCode(202);
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 0);

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> start(review).statusCode(409).body("code", equalTo("exam-open")));
        finish(attempt).statusCode(200);
        start(review).statusCode(201).body("questions", hasSize(1));
    }

    @Test
    void shouldTellOfAnOpenExamAloneWhateverWasMissedBefore() {
        PublishedBank bank = PublishedBank.withExam(1, 1, 30);
        String review = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"review\"}";
        String practice = attempt(bank);
        answer(practice, 1, "B").statusCode(202);
        AnswerSubmitted waiting = awaitSubmitted(practice, 1).getFirst();
        String exam = exam(bank).statusCode(201).extract().path("id");

        String before = start(review).statusCode(409).extract().asString();
        grade(Topic.ANSWERS_GRADED, waiting, 1, 0);
        String after =
                await().until(() -> start(review).statusCode(409).extract().asString(), told -> graded(practice));

        assertThat(after).isEqualTo(before).contains("exam-open");
        start(bank, ",\"questionCount\":2").statusCode(409).body("code", equalTo("exam-open"));
        finish(exam).statusCode(200);
        start(review).statusCode(201).body("questions", hasSize(1));
    }

    @Test
    void shouldReviewWhatWasMissedOldestFirst() {
        PublishedBank bank = PublishedBank.of(3);
        String review = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"review\"}";
        start(review).statusCode(409).body("code", equalTo("nothing-to-review"));
        String practice = attempt(bank);
        for (int position = 1; position <= 3; position++) {
            answer(practice, position, "B").statusCode(202);
            grade(Topic.ANSWERS_GRADED, awaitSubmitted(practice, position).getLast(), 1, position == 2 ? 1 : 0);
        }
        await().untilAsserted(() -> view(practice).body("totals.graded", equalTo(3)));
        List<String> asked = view(practice).extract().path("questions.questionId");

        start(review).statusCode(201).body("questions.questionId", equalTo(List.of(asked.get(0), asked.get(2))));
    }

    @Test
    void shouldMakePreviewsOfWhatTheStaffStarts() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String author = TestTokens.bearer("author-" + learner, "author");

        String attempt = startAs(author, examBody(bank))
                .statusCode(201)
                .body("preview", equalTo(true))
                .extract()
                .path("id");
        startAs(author, examBody(bank)).statusCode(201);

        answerAs(author, attempt, 1, "A").statusCode(202);
        assertThat(awaitSubmitted(attempt, 1).getFirst().preview()).isTrue();
    }

    private ValidatableResponse exam(PublishedBank bank) {
        return start(examBody(bank));
    }

    private static String examBody(PublishedBank bank) {
        return "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
    }

    private boolean graded(String attempt) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT graded_key_version IS NOT NULL FROM answer WHERE attempt_id = :attempt")
                .bind("attempt", UUID.fromString(attempt))
                .mapTo(boolean.class)
                .one());
    }

    private void move(String attempt, String move, int expected) {
        post(attempt, move).statusCode(expected);
    }

    private static List<AttemptFinished> endings(String attempt) {
        return told(attempt).stream()
                .filter(event -> !Objects.equals(event.paperVersion(), 0))
                .toList();
    }

    private static List<AttemptFinished> told(String attempt) {
        return SentEvents.in(
                Topic.ATTEMPTS_FINISHED,
                AttemptFinished.class,
                event -> event.attemptId().toString().equals(attempt));
    }
}
