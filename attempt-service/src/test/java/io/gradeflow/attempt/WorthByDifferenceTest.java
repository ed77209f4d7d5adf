package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a paper is kept to be worth after regrades, beside what it is worth as it stands. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class WorthByDifferenceTest extends RegradeApi {

    /** One of the five is not scored, and one of the four that are is blank. */
    private static final int ASKED = 5;

    private record Worth(BigDecimal score, BigDecimal maximum, Integer ungraded) {}

    @Inject
    Jdbi jdbi;

    private final PublishedBank bank = PublishedBank.withExam(ASKED, ASKED - 1, 1, 30);
    private String attempt;
    private int unscored;
    private List<AnswerSubmitted> answers;

    @BeforeEach
    void sit() {
        attempt = exam(bank);
        unscored = jdbi.withHandle(
                handle -> handle.createQuery("SELECT unscored[1] FROM attempt WHERE attempt_id = :attempt")
                        .bind("attempt", id())
                        .mapTo(int.class)
                        .one());
        int blank = unscored == 1 ? 2 : 1;
        for (int position = 1; position <= ASKED; position++) {
            if (position != blank) {
                answer(attempt, position, "B").statusCode(202);
            }
        }
        answers = newest(awaitSubmitted(attempt, ASKED - 1));
    }

    @Test
    void shouldBeWorthAsMuchAsThePaperIsAfterEachOfManyRegrades() {
        gradeAll(1);
        finish(attempt).statusCode(200);
        Random random = new Random(4711);
        for (int keyVersion = 2; keyVersion < 20; keyVersion++) {
            List<AnswerSubmitted> regraded = random.nextBoolean() ? answers : List.of(any(random));
            for (AnswerSubmitted answer : regraded) {
                grade(Topic.ANSWERS_REGRADED, answer, keyVersion, random.nextInt(2));
            }
            awaitGraded(regraded, keyVersion);
            assertThat(kept())
                    .isEqualTo(computedAnew())
                    .extracting(Worth::ungraded)
                    .isEqualTo(0);
        }
    }

    @Test
    void shouldNotTakeAVersionThatNoLongerCountsForTheAnswer() {
        AnswerSubmitted former = answers.getFirst();
        answer(attempt, former.position(), "C").statusCode(202);
        answers = newest(awaitSubmitted(attempt, ASKED));
        grade(Topic.ANSWERS_GRADED, former, 1, 0);
        gradeAll(1);
        finish(attempt).statusCode(200);

        grade(Topic.ANSWERS_REGRADED, former, 2, 1);
        awaitGraded(List.of(former), 2);

        assertThat(kept()).isEqualTo(computedAnew());
    }

    @Test
    void shouldCountWhatWasNeverGraded() {
        AnswerSubmitted late = answers.getLast();
        answers.removeLast();
        gradeAll(1);
        finish(attempt).statusCode(200);
        assertThat(kept()).extracting(Worth::ungraded).isEqualTo(1);

        gradeAll(2);
        assertThat(kept()).isEqualTo(computedAnew()).extracting(Worth::ungraded).isEqualTo(1);
        grade(Topic.ANSWERS_REGRADED, late, 2, 1);
        awaitGraded(List.of(late), 2);

        assertThat(kept()).isEqualTo(computedAnew()).extracting(Worth::ungraded).isEqualTo(0);
    }

    @Test
    void shouldWaitForTheGradeOfAKeyThatChangedOnceMore() {
        gradeAll(1);
        finish(attempt).statusCode(200);
        AnswerSubmitted corrected = answers.getFirst();
        bank.publishKey(corrected.questionId(), 3, "B");
        await().until(() -> !sent(Topic.ANSWERS_RESUBMITTED, attempt).isEmpty());

        grade(Topic.ANSWERS_REGRADED, corrected, 2, 0);
        awaitGraded(List.of(corrected), 2);
        assertThat(kept()).isEqualTo(computedAnew()).extracting(Worth::ungraded).isEqualTo(1);

        grade(Topic.ANSWERS_REGRADED, corrected, 3, 1);
        awaitGraded(List.of(corrected), 3);
        assertThat(kept()).isEqualTo(computedAnew()).extracting(Worth::ungraded).isEqualTo(0);
    }

    @Test
    void shouldTellThatTheGradeOfAnotherCorrectedQuestionIsStillToCome() {
        gradeAll(1);
        finish(attempt).statusCode(200);
        AnswerSubmitted first = answers.getFirst();
        AnswerSubmitted second = answers.getLast();
        bank.publishKey(first.questionId(), 2, "B");
        bank.publishKey(second.questionId(), 2, "B");
        await().until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt).size() >= 2);

        grade(Topic.ANSWERS_REGRADED, first, 2, 0);
        awaitGraded(List.of(first), 2);
        assertThat(kept()).isEqualTo(computedAnew()).extracting(Worth::ungraded).isEqualTo(1);

        grade(Topic.ANSWERS_REGRADED, second, 2, 1);
        awaitGraded(List.of(second), 2);
        assertThat(kept()).isEqualTo(computedAnew()).extracting(Worth::ungraded).isEqualTo(0);
    }

    /** Seen by what is wrong already: the difference is added to that, while a paper that is computed anew would be right. */
    @Test
    void shouldAddWhatChangedWithoutALookAtThePaper() {
        gradeAll(1);
        finish(attempt).statusCode(200);
        AnswerSubmitted regraded = answers.stream()
                .filter(answer -> answer.position() != unscored)
                .findFirst()
                .orElseThrow();
        int former = regraded.position() % 2;
        // The keys are new, and whatever is behind them is still looked for.
        await().until(this::isNoKeyChanging);
        falsify(100);

        grade(Topic.ANSWERS_REGRADED, regraded, 2, 1 - former);
        awaitGraded(List.of(regraded), 2);

        assertThat(kept().score()).isEqualByComparingTo(BigDecimal.valueOf(100L + 1 - 2L * former));
    }

    /** The same while nothing is worth anything. */
    @Test
    void shouldOnlyCountTheChangesOfAnOpenAttempt() {
        falsify(100);
        long before = change();

        gradeAll(1);

        assertThat(kept().score()).isEqualByComparingTo(BigDecimal.valueOf(100));
        assertThat(change()).isGreaterThan(before);
    }

    private boolean isNoKeyChanging() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT NOT EXISTS (SELECT FROM key_sweep WHERE question_id = ANY (question_ids))
                            AND NOT EXISTS (
                                SELECT FROM answer_key WHERE question_id = ANY (question_ids) AND swept_version < key_version)
                        FROM attempt WHERE attempt_id = :attempt
                        """)
                .bind("attempt", id())
                .mapTo(boolean.class)
                .one());
    }

    private void falsify(int score) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE attempt_progress SET score = :score WHERE attempt_id = :attempt")
                        .bind("score", score)
                        .bind("attempt", id())
                        .execute());
    }

    private long change() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT change FROM attempt_progress WHERE attempt_id = :attempt")
                        .bind("attempt", id())
                        .mapTo(long.class)
                        .one());
    }

    /** Right at odd positions. */
    private void gradeAll(int keyVersion) {
        for (AnswerSubmitted answer : answers) {
            grade(Topic.ANSWERS_GRADED, answer, keyVersion, answer.position() % 2);
        }
        awaitGraded(answers, keyVersion);
    }

    private AnswerSubmitted any(Random random) {
        return answers.get(random.nextInt(answers.size()));
    }

    /** Of each position the last that was sent. */
    private static List<AnswerSubmitted> newest(List<AnswerSubmitted> sent) {
        List<AnswerSubmitted> newest = new ArrayList<>(sent);
        newest.removeIf(one -> sent.stream()
                .anyMatch(other -> other.position() == one.position() && other.answerVersion() > one.answerVersion()));
        newest.sort(Comparator.comparing(AnswerSubmitted::position));
        return newest;
    }

    private void awaitGraded(List<AnswerSubmitted> graded, int keyVersion) {
        await().until(() -> graded.stream().allMatch(answer -> keyVersionOf(answer) == keyVersion));
    }

    private int keyVersionOf(AnswerSubmitted answer) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT coalesce(graded_key_version, 0) FROM answer
                        WHERE attempt_id = :attempt AND position = :position AND version = :version
                        """)
                .bind("attempt", id())
                .bind("position", answer.position())
                .bind("version", answer.answerVersion())
                .mapTo(int.class)
                .one());
    }

    private Worth kept() {
        return jdbi.withHandle(this::worth);
    }

    private Worth computedAnew() {
        return jdbi.withHandle(handle -> {
            handle.begin();
            AttemptProgress.stateChanged(handle, List.of(id()));
            Worth worth = worth(handle);
            handle.rollback();
            return worth;
        });
    }

    private Worth worth(Handle handle) {
        return handle.createQuery("SELECT score, maximum, ungraded FROM attempt_progress WHERE attempt_id = :attempt")
                .bind("attempt", id())
                .map((row, context) ->
                        new Worth(row.getBigDecimal("score"), row.getBigDecimal("maximum"), row.getInt("ungraded")))
                .one();
    }

    private UUID id() {
        return UUID.fromString(attempt);
    }
}
