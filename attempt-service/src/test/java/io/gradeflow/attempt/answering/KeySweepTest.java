package io.gradeflow.attempt.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In one transaction that is taken back, so that nobody else sees what there is to sweep. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class KeySweepTest {

    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final int ALL = 1000;

    @Inject
    Jdbi jdbi;

    private Handle handle;

    @BeforeEach
    void begin() {
        handle = jdbi.open();
        handle.begin();
        OneInstance.SENDING_AGAIN.await(handle);
        handle.execute("DELETE FROM key_sweep");
        handle.execute("UPDATE answer_key SET swept_version = key_version");
    }

    @AfterEach
    void takeBack() {
        handle.rollback();
        handle.close();
    }

    @Test
    void shouldSendEachAnswerOnceInPortions() {
        UUID question = key(2);
        List<UUID> attempts = IntStream.range(0, 5)
                .mapToObj(any -> answered(question, 1))
                .sorted(Comparator.comparing(UUID::toString))
                .toList();

        KeySweep.begin(handle, ALL, NOW);

        assertThat(swept(2)).containsExactly(attempts.get(0), attempts.get(1));
        assertThat(swept(2)).containsExactly(attempts.get(2), attempts.get(3));
        assertThat(isSwept(question)).isFalse();
        assertThat(swept(2)).containsExactly(attempts.get(4));
        assertThat(KeySweep.underWay(handle, ALL)).isEmpty();
        KeySweep.begin(handle, ALL, NOW);
        assertThat(isSwept(question)).isTrue();
    }

    @Test
    void shouldGoOnAfterAnAnswerOfAnAttemptInWhichTheQuestionStandsTwice() {
        UUID question = key(2);
        UUID attempt = answered(question, 1);
        answer(attempt, 2, question, 1);
        KeySweep.begin(handle, ALL, NOW);

        List<Integer> positions = new ArrayList<>();
        for (int turn = 0; turn < 2; turn++) {
            positions.addAll(portion(1).stream()
                    .map(behind -> behind.answer().position())
                    .toList());
        }

        assertThat(positions).containsExactly(1, 2);
    }

    @Test
    void shouldCountKeysAsSweptUnderWhoseForerunnersNothingIsBehind() {
        UUID unanswered = key(2);
        UUID graded = key(2);
        set(answered(graded, 1), "graded_key_version = 2");
        UUID sentUnderIt = key(2);
        answered(sentUnderIt, 2);
        UUID superseded = key(2);
        set(answered(superseded, 1), "superseded = true");
        UUID rejected = key(2);
        set(answered(rejected, 1), "rejected_key_version = 2");
        UUID unsent = key(2);
        set(answered(unsent, 1), "sent_at = NULL, sent_key_version = NULL");

        KeySweep.begin(handle, ALL, NOW);

        assertThat(KeySweep.underWay(handle, ALL)).isEmpty();
        assertThat(List.of(unanswered, graded, sentUnderIt, superseded, rejected, unsent))
                .allMatch(this::isSwept);
    }

    @Test
    void shouldBeginAnewWhereAKeyIsReplacedInTheMidst() {
        UUID question = key(2);
        answered(question, 1);
        answered(question, 1);
        KeySweep.begin(handle, ALL, NOW);
        List<KeySweep.Sweep> sweeps = KeySweep.underWay(handle, ALL);
        List<KeySweep.Behind> sent = KeySweep.portion(handle, sweeps, 1);
        handle.execute("UPDATE answer_key SET key_version = 3 WHERE question_id = ?", question);

        assertThat(KeySweep.underWay(handle, ALL)).isEmpty();
        KeySweep.begin(handle, ALL, NOW);
        KeySweep.note(handle, sweeps, sent, 1, NOW);

        assertThat(portion(ALL)).extracting(KeySweep.Behind::key).containsOnly(new KeySweep.Key(question, 1, 3));
        assertThat(isSwept(question)).isFalse();
    }

    @Test
    void shouldServeKeysInTurn() {
        UUID large = key(2);
        IntStream.range(0, 6).forEach(any -> answered(large, 1));
        KeySweep.begin(handle, ALL, NOW);
        turn(NOW.plusSeconds(1));
        UUID small = key(2);
        UUID waiting = answered(small, 1);
        KeySweep.begin(handle, ALL, NOW.plusSeconds(2));

        assertThat(attempts(turn(NOW.plusSeconds(3)))).doesNotContain(waiting);
        assertThat(attempts(turn(NOW.plusSeconds(4)))).containsExactly(waiting);
    }

    /** Two answers of the key whose turn it is. */
    private List<KeySweep.Behind> turn(Instant at) {
        List<KeySweep.Sweep> sweeps = KeySweep.underWay(handle, 1);
        List<KeySweep.Behind> sent = KeySweep.portion(handle, sweeps, 2);
        KeySweep.note(handle, sweeps, sent, 2, at);
        return sent;
    }

    @Test
    void shouldTellWhatIsOnItsWay() {
        UUID question = key(2);
        UUID graded = answered(question, 1);
        UUID awaited = answered(question, 1);
        set(awaited, "awaiting = true, graded_key_version = NULL");
        KeySweep.begin(handle, ALL, NOW);

        List<KeySweep.Behind> behind = KeySweep.portion(handle, KeySweep.underWay(handle, ALL), ALL);

        assertThat(attempts(behind)).containsExactlyInAnyOrder(graded, awaited);
        assertThat(behind.stream().filter(KeySweep.Behind::awaiting).toList())
                .extracting(one -> one.answer().attemptId())
                .containsExactly(awaited);
    }

    @Test
    void shouldLookAgainOnceWhereSweepsHaveEnded() {
        UUID lost = key(2);
        UUID attempt = answered(lost, 1);
        UUID done = key(2);
        UUID graded = answered(done, 1);
        KeySweep.begin(handle, ALL, NOW);
        swept(ALL);
        KeySweep.begin(handle, ALL, NOW);
        set(graded, "graded_key_version = 2");
        Instant later = NOW.plus(Duration.ofMinutes(5));

        assertThat(KeySweep.isAnySweptBefore(handle, NOW)).isFalse();
        assertThat(KeySweep.isAnySweptBefore(handle, later)).isTrue();
        assertThat(KeySweep.lookAgain(handle, later, ALL, later)).isTrue();

        assertThat(swept(ALL)).containsExactly(attempt);
        set(attempt, "graded_key_version = 2");
        Instant muchLater = later.plus(Duration.ofMinutes(5));
        assertThat(KeySweep.lookAgain(handle, muchLater, ALL, muchLater)).isFalse();
        assertThat(KeySweep.isAnySweptBefore(handle, muchLater)).isFalse();
    }

    /** @return the attempts whose answers a turn of all keys sent */
    private List<UUID> swept(int each) {
        return attempts(portion(each));
    }

    private List<KeySweep.Behind> portion(int each) {
        List<KeySweep.Sweep> sweeps = KeySweep.underWay(handle, ALL);
        List<KeySweep.Behind> sent = KeySweep.portion(handle, sweeps, each);
        KeySweep.note(handle, sweeps, sent, each, NOW);
        return sent;
    }

    private static List<UUID> attempts(List<KeySweep.Behind> behind) {
        return behind.stream().map(one -> one.answer().attemptId()).toList();
    }

    private UUID key(int version) {
        UUID question = UUID.randomUUID();
        handle.execute("""
                INSERT INTO answer_key (question_id, revision, key_version, key, blank_score, maximum, swept_version)
                VALUES (?, 1, ?, '{}', 0, 1, 1)
                """, question, version);
        return question;
    }

    /** An answer that was sent under that key version, and graded under it. */
    private UUID answered(UUID question, int keyVersion) {
        UUID attempt = UUID.randomUUID();
        handle.execute("""
                INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at, question_ids,
                    revisions)
                VALUES (?, gen_random_uuid(), 1, 'ada', 'exam', '{}', 'FINISHED', now(), '{}', '{}')
                """, attempt);
        answer(attempt, 1, question, keyVersion);
        return attempt;
    }

    private void answer(UUID attempt, int position, UUID question, int keyVersion) {
        handle.execute("""
                INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, received_at, sent_at,
                    sent_key_version, graded_key_version, awaiting)
                VALUES (?, ?, 1, gen_random_uuid(), ?, 1, now(), now(), ?, ?, false)
                """, attempt, position, question, keyVersion, keyVersion);
    }

    private void set(UUID attempt, String columns) {
        handle.execute("UPDATE answer SET " + columns + " WHERE attempt_id = ?", attempt);
    }

    private boolean isSwept(UUID question) {
        return handle.createQuery("SELECT swept_version = key_version FROM answer_key WHERE question_id = :question")
                .bind("question", question)
                .mapTo(boolean.class)
                .one();
    }
}
