package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.gradeflow.events.AttemptFinished.Ending.EXPIRED;
import static io.gradeflow.events.AttemptFinished.Ending.FINISHED;
import static io.gradeflow.events.AttemptFinished.Ending.REOPENED;
import static io.gradeflow.events.AttemptFinished.Ending.VOIDED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class ExamFiguresTest {

    private final MeasuredBank bank = new MeasuredBank();
    private final String ada = TestTokens.learnerId("ada").toString();
    private final Sitter exam = bank.exam(ada);

    @Inject
    Jdbi jdbi;

    @Test
    void shouldTellNothingOfAnAnswerBeforeItsExamEnds() {
        bank.publish();

        MeasuredBank.send(exam.graded(bank.both, 1, 1, true));
        awaitWhatWasSent();
        bank.figures("learner", "ada")
                .body("total.answers", equalTo(1))
                .body("total.correct", equalTo(0))
                .body("topics[2].answers", equalTo(0))
                .body("topics[2].learners", equalTo(0))
                .body("topics[2].accuracy", nullValue());
        bank.awaitPending(0);
        tell(exam.ended(1, FINISHED, 1, bank.both));

        bank.awaitTotal(2, 1);
        bank.figures("learner", "ada").body("total.correct", equalTo(1)).body("topics[2].learners", equalTo(1));
    }

    /** What practice told can be looked up again when the exam that asks the same is over. */
    @Test
    void shouldTellALearnerNothingOfABankDuringAnExamOverIt() {
        bank.publish();
        MeasuredBank.send(bank.practice(ada).graded(bank.one, 1, 1, true));
        bank.awaitTotal(1, 1);
        askAda("topics?").statusCode(200);

        tell(exam.ended(0, REOPENED, 1, bank.both));
        await().untilAsserted(() -> askAda("topics?").statusCode(409).body("code", equalTo("exam-open")));
        MeasuredBank.send(exam.graded(bank.both, 1, 1, true));
        askAda("topics?mode=practice&topic=data&answers=first&").statusCode(409);
        askAda("topics?learner=" + ada + "&").statusCode(409);
        askAda("readiness?").statusCode(409).body("code", equalTo("exam-open"));
        askAda("stream?").statusCode(409).body("code", equalTo("exam-open"));
        MeasuredBank elsewhere = new MeasuredBank();
        elsewhere.publish();
        elsewhere.figures("learner", "ada").body("total.answers", equalTo(0));
        bank.figures("admin", "x", "&learner=" + ada).body("total.answers", equalTo(1));

        tell(exam.ended(1, FINISHED, 1, bank.both));
        bank.awaitTotal(2, 2);
        askAda("topics?").statusCode(200).body("total.answers", equalTo(2));
        askAda("readiness?").statusCode(200);
        tell(exam.ended(2, REOPENED, 1, bank.both));
        await().untilAsserted(() -> askAda("topics?").statusCode(409));
        tell(exam.ended(3, VOIDED, 1, bank.both));
        await().untilAsserted(() -> askAda("topics?").statusCode(200).body("total.answers", equalTo(1)));
        // What comes late says nothing that isn't known.
        tell(exam.ended(0, REOPENED, 1, bank.both));
        bank.awaitPending(0);
        askAda("topics?").statusCode(200);
    }

    @Test
    void shouldNotWaitForGoodForAnEndThatNobodyTells() {
        bank.publish();
        tell(exam.at(Instant.now().minus(Duration.ofDays(4))).endedWith(0, REOPENED, List.of(), List.of(bank.both)));
        awaitWhatWasSent();
        bank.awaitPending(0);

        askAda("topics?").statusCode(200);
    }

    @Test
    void shouldNoteNoChangeForAnalysesWhereAnExamOnlyBegan() {
        bank.publish();

        tell(exam.ended(0, REOPENED, 1, bank.both));
        MeasuredBank.send(exam.graded(bank.both, 1, 1, true));
        awaitWhatWasSent();
        bank.awaitPending(0);

        assertThat(changes()).isZero();
        tell(exam.ended(1, FINISHED, 1, bank.both));
        bank.awaitTotal(2, 1);
        assertThat(changes()).isPositive();
    }

    @Test
    void shouldCountAnAnswerWhoseGradeComesAfterTheEnd() {
        bank.publish();
        tell(exam.ended(1, EXPIRED, 1, bank.both, bank.one));
        bank.awaitPending(0);

        MeasuredBank.send(exam.graded(bank.both, 1, 1, true));
        MeasuredBank.send(exam.graded(bank.one, 1, 1, false));

        bank.awaitTotal(2, 1);
    }

    @Test
    void shouldTakeOutWhatIsVoidedWhateverTheMode() {
        bank.publish();
        Sitter practice = bank.practice("grace");
        MeasuredBank.send(exam.graded(bank.both, 1, 1, true));
        MeasuredBank.send(practice.graded(bank.one, 1, 1, true));
        tell(exam.ended(1, FINISHED, 1, bank.both));
        tell(practice.ended(1, FINISHED, 1, bank.one));
        bank.awaitTotal(2, 2);

        tell(practice.ended(2, VOIDED, 1, bank.one));
        bank.awaitTotal(1, 1);
        tell(exam.ended(2, VOIDED, 1, bank.both));
        bank.awaitTotal(0, 0);
        MeasuredBank.send(practice.graded(bank.both, 1, 1, true));
        bank.awaitPending(0);

        bank.assertTotal(0, 0);
    }

    @Test
    void shouldCountTheNewestVersionsOfAReopenedExamWhenItEndsAnew() {
        bank.publish();
        MeasuredBank.send(exam.graded(bank.both, 1, 1, false));
        tell(exam.ended(1, FINISHED, 1, bank.both));
        bank.awaitTotal(1, 0);

        tell(exam.ended(2, REOPENED, 1, bank.both));
        bank.awaitTotal(0, 0);
        MeasuredBank.send(exam.graded(bank.both, 2, 1, true));
        awaitWhatWasSent();
        tell(exam.ended(3, FINISHED, 2, bank.both));

        bank.awaitTotal(2, 1);
    }

    @Test
    void shouldTellNothingOfAnAnswerToAnExamThatIsOpenAgainThoughNothingSaysSoYet() {
        bank.publish();
        MeasuredBank.send(exam.graded(bank.both, 1, 1, false));
        tell(exam.ended(1, FINISHED, 1, bank.both));
        bank.awaitTotal(1, 0);

        MeasuredBank.send(exam.graded(bank.both, 2, 1, true));
        MeasuredBank.send(exam.graded(bank.one, 1, 1, true));
        awaitWhatWasSent();
        tell(exam.ended(2, REOPENED, 1, bank.both));
        bank.awaitPending(0);
        bank.assertTotal(1, 0);
        tell(exam.ended(3, FINISHED, 2, bank.both, bank.one));

        bank.awaitTotal(3, 2);
    }

    @Test
    void shouldComeToTheSameFiguresWhateverTheOrderOfGradesAndEndings() {
        bank.publish();
        List<Runnable> told = new ArrayList<>();
        int answers = 0;
        int correct = 0;
        for (int learner = 0; learner < 24; learner++) {
            Sitter sitter = learner % 2 == 0 ? bank.exam("learner-" + learner) : bank.practice("learner-" + learner);
            AttemptFinished.Ending last =
                    List.of(FINISHED, EXPIRED, VOIDED, REOPENED).get(learner / 2 % 4);
            boolean right = learner % 3 == 0;
            for (UUID question : List.of(bank.both, bank.one)) {
                for (AnswerGraded grade : List.of(
                        sitter.graded(question, 1, 1, !right),
                        sitter.graded(question, 1, 2, right),
                        sitter.graded(question, 2, 1, !right),
                        sitter.graded(question, 2, 2, right))) {
                    told.add(() -> MeasuredBank.send(grade));
                }
            }
            for (AttemptFinished ending : List.of(
                    sitter.ended(0, REOPENED, 1, bank.both, bank.one),
                    sitter.ended(1, FINISHED, 1, bank.both, bank.one),
                    sitter.ended(2, REOPENED, 1, bank.both, bank.one),
                    sitter.ended(3, last, 2, bank.both, bank.one))) {
                told.add(() -> tell(ending));
            }
            boolean counts = last != VOIDED && (last != REOPENED || learner % 2 == 1);
            answers += counts ? 2 : 0;
            correct += counts && right ? 2 : 0;
        }
        told.addAll(List.copyOf(told));
        Collections.shuffle(told, new Random(11));

        told.forEach(Runnable::run);

        bank.awaitPending(0);
        bank.assertTotal(answers, correct);
    }

    @Test
    void shouldSayThatAnEndingIsOnItsWay() {
        bank.publish();
        MeasuredBank.send(exam.graded(bank.both, 1, 1, true));
        awaitWhatWasSent();

        // Who holds the learner's row keeps the ending from being applied.
        jdbi.useTransaction(handle -> {
            handle.execute("SELECT FROM learner WHERE learner_id = ? FOR UPDATE", ada);
            Instant before = Instant.now();
            tell(exam.ended(1, FINISHED, 1, bank.both));
            bank.awaitPending(1);
            bank.assertTotal(1, 0);
            bank.figures("admin", "x").body("pending.live", equalTo(1)).body("pending.slow", equalTo(0));
            String asOf = bank.figures("admin", "x").extract().path("asOf");
            assertThat(asOf == null || Instant.parse(asOf).isBefore(before))
                    .as("%s reaches no further than %s", asOf, before)
                    .isTrue();
        });

        bank.awaitPending(0);
        bank.assertTotal(2, 1);
    }

    private ValidatableResponse askAda(String path) {
        return given().header("Authorization", TestTokens.bearer("ada", "learner"))
                .get("/api/v1/analytics/" + path + "bank=" + bank.slug)
                .then();
    }

    private long changes() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM analysis_change WHERE bank_id = :bank AND scope = 'ATTEMPT'")
                .bind("bank", bank.id)
                .mapTo(long.class)
                .one());
    }

    private static void tell(AttemptFinished ending) {
        MeasuredBank.send(Topic.ATTEMPTS_FINISHED, ending);
    }

    /** Grades of one learner are applied in the order of sending: when this one, a wrong one, is counted, all before are applied. */
    private void awaitWhatWasSent() {
        bank.grade(ada, bank.one, false);
        bank.awaitTotal(1, 0);
    }
}
