package io.gradeflow.analytics.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.analytics.Sitter;
import io.gradeflow.analytics.facts.EndingTables;
import io.gradeflow.analytics.facts.FactTables;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class PopulationsTest {

    /** What each attempt scored, the lowest first, and which are left out. */
    private static final Analysis<String> SCORES = population -> Arrays.toString(Arrays.stream(population.rows())
                    .mapToLong(row -> population.matrix().scoreOf(row) / 1_000_000)
                    .sorted()
                    .toArray())
            + " provisional " + population.size().provisional();

    private final UUID bank = UUID.randomUUID();
    private final List<UUID> questions = List.of(UUID.randomUUID(), UUID.randomUUID());

    /** Of populations, which is turned by hand, and by a step at each look at it. */
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    private Duration step = Duration.ZERO;

    @Inject
    Jdbi jdbi;

    @Inject
    Freshness freshness;

    @BeforeEach
    void describe() {
        describe(bank, questions);
    }

    @Test
    void shouldFollowWhatAnotherInstanceCounted() {
        Populations one = populations(1_000_000);
        Populations other = populations(1_000_000);
        sit("ada", true, true);
        assertThat(scores(one, bank)).isEqualTo("[2] provisional 0");

        Sitter bob = sit("bob", true, false);
        assertThat(scores(one, bank)).isEqualTo("[1, 2] provisional 0");
        assertThat(scores(other, bank)).isEqualTo("[1, 2] provisional 0");

        jdbi.useTransaction(handle -> EndingTables.apply(handle, List.of(bob.ended(2, Ending.VOIDED, 1, paper()))));
        assertThat(scores(one, bank)).isEqualTo("[2] provisional 0").isEqualTo(scores(other, bank));
    }

    @Test
    void shouldTellTheSameOfBanksThatTakeEachOthersPlaceInMemory() {
        Populations small = populations(1);
        UUID second = UUID.randomUUID();
        describe(second, List.of());
        sit("ada", true, true);

        for (int round = 1; round <= 3; round++) {
            assertThat(scores(small, second)).isEqualTo("[] provisional 0");
            sit("learner-" + round, true, false);
            assertThat(scores(small, bank)).isEqualTo("[" + "1, ".repeat(round) + "2] provisional 0");
        }
    }

    @Test
    void shouldReadEverythingAnewAfterALookThatFailed() {
        KeptAttempts attempts = new KeptAttempts(bank, jdbi, InstantSource.system());
        Sample everybody = Sample.of(bank, "");
        sit("ada", true, true);
        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
        sit("bob", false, false);

        try (Handle broken = jdbi.open()) {
            broken.begin();
            assertThatThrownBy(() -> broken.execute("SELECT 1 / 0")).hasMessageContaining("division by zero");
            assertThatThrownBy(() -> attempts.population(broken, everybody)).hasMessageContaining("aborted");
            broken.rollback();
        }

        assertThat(attempts.cells()).isZero();
        assertThat(look(attempts, everybody)).isEqualTo("[0, 2] provisional 0");
    }

    /** The mark of the last look isn't relied on if no write that was waited for followed it. */
    @Test
    void shouldReadEverythingAnewWhereTheMarkCouldNotBePinned() {
        KeptAttempts attempts = new KeptAttempts(
                bank,
                Jdbi.create(() -> {
                    throw new SQLException("away");
                }),
                InstantSource.system());
        Sample everybody = Sample.of(bank, "");
        sit("ada", true, true);
        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
        unseen("UPDATE answer_fact SET score = 0 WHERE bank_id = ?");

        assertThat(look(attempts, everybody)).isEqualTo("[0] provisional 0");
    }

    @Test
    void shouldReadEverythingAnewWhereAnItemGetsOtherOptions() {
        KeptAttempts attempts = new KeptAttempts(bank, jdbi, InstantSource.system());
        Sample everybody = Sample.of(bank, "");
        sit("ada", true, true);
        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
        jdbi.useHandle(handle -> {
            handle.execute(
                    "UPDATE question_revision SET choice_ids = '{}' WHERE question_id = ?", questions.getFirst());
            handle.execute("UPDATE answer_key SET key = ? WHERE question_id = ?", general(), questions.getFirst());
            handle.execute(
                    "INSERT INTO analysis_change (bank_id, scope, question_id, revision) VALUES (?, 'ITEM', ?, 1)",
                    bank,
                    questions.getFirst());
        });

        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
        assertThat(attempts.cells()).isPositive();
    }

    /** Cells that were read are remembered, with what they said under the key before. */
    @Test
    void shouldReadCellsAnewWhereAKeyWasCorrected() {
        KeptAttempts attempts = new KeptAttempts(bank, jdbi, InstantSource.system());
        Sample everybody = Sample.of(bank, "");
        assertThat(look(attempts, everybody)).isEqualTo("[] provisional 0");
        sit("ada", true, true);
        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
        jdbi.useHandle(handle -> {
            handle.execute(
                    "UPDATE answer_key SET key_version = 2, key = ? WHERE question_id = ?",
                    new String(EventJson.write(ChoiceKey.allOrNothing(List.of("B"))), StandardCharsets.UTF_8),
                    questions.getFirst());
            handle.execute(
                    "INSERT INTO analysis_change (bank_id, scope, question_id, revision) VALUES (?, 'ITEM', ?, 1)",
                    bank,
                    questions.getFirst());
        });

        assertThat(look(attempts, everybody)).isEqualTo("[1] provisional 0");
    }

    /** As history may have it: each with its own key, of which one was corrected. */
    @Test
    void shouldCountAPaperThatHoldsAQuestionInTwoRevisions() {
        UUID question = questions.getFirst();
        jdbi.useHandle(handle -> {
            handle.execute("""
                    INSERT INTO question_revision (question_id, revision, bank_id, choice_ids)
                    SELECT question_id, 2, bank_id, choice_ids FROM question_revision WHERE question_id = ?
                    """, question);
            handle.execute("""
                    INSERT INTO answer_key (question_id, revision, bank_id, key_version, key)
                    SELECT question_id, 2, bank_id, 3, key FROM answer_key WHERE question_id = ?
                    """, question);
        });
        sitBoth("ada", question, true, false);
        sitBoth("bob", question, false, true);

        assertThat(scores(populations(1_000_000), bank)).isEqualTo("[0, 1] provisional 0");
    }

    /** The first revision before the second. */
    private void sitBoth(String learner, UUID question, boolean first, boolean second) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Sitter sitter = new Sitter(bank, learner, "imported").at(now.minusSeconds(60));
        AttemptFinished ended = sitter.at(now).ended(1, Ending.FINISHED, 1, question);
        jdbi.useTransaction(handle -> {
            FactTables.apply(
                    handle,
                    List.of(sitter.graded(question, 1, 1, first), sitter.at(now).again(question, 2, 3, second)));
            EndingTables.apply(
                    handle,
                    List.of(new AttemptFinished(
                            ended.attemptId(),
                            ended.learnerId(),
                            ended.bankId(),
                            ended.mode(),
                            ended.cohorts(),
                            ended.ending(),
                            ended.startedAt(),
                            ended.finishedAt(),
                            List.of(
                                    new AttemptFinished.PaperEntry(1, question, 1, 1, null),
                                    new AttemptFinished.PaperEntry(2, question, 2, 1, null)),
                            null,
                            null,
                            1)));
        });
    }

    @Test
    void shouldReadNothingAgainThatTheJournalDoesNotName() {
        KeptAttempts attempts = new KeptAttempts(bank, jdbi, InstantSource.system());
        Sample everybody = Sample.of(bank, "");
        sit("ada", true, true);
        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
        unseen("UPDATE answer_fact SET score = 0 WHERE bank_id = ?");

        assertThat(look(attempts, everybody)).isEqualTo("[2] provisional 0");
    }

    @Test
    void shouldReadWhatChangedBeforeSomebodyLooksAgain() {
        Populations populations = populations(1_000_000);
        sit("ada", true, true);
        assertThat(told(populations, SCORES)).isEqualTo("[2] provisional 0");
        sit("bob", true, false);
        turn(Duration.ofSeconds(59));

        populations.follow();
        unseen("UPDATE answer_fact SET score = 0 WHERE bank_id = ?");

        assertThat(told(populations, SCORES)).isEqualTo("[1, 2] provisional 0");
    }

    @Test
    void shouldNotReadBeforehandWhatNobodyLooksAt() {
        Populations populations = populations(1_000_000);
        sit("ada", true, true);
        assertThat(told(populations, SCORES)).isEqualTo("[2] provisional 0");
        sit("bob", true, false);
        turn(Duration.ofSeconds(60));

        populations.follow();
        unseen("UPDATE answer_fact SET score = 0 WHERE bank_id = ?");

        assertThat(told(populations, SCORES)).isEqualTo("[0, 2] provisional 0");
    }

    @Test
    void shouldTellForTenTimesAsLongWhatTookLongThoughMoreIsRead() {
        Populations populations = populations(1_000_000);
        Analysis<String> slow = population -> {
            turn(Duration.ofSeconds(1));
            return SCORES.of(population);
        };
        sit("ada", true, true);
        assertThat(told(populations, slow)).isEqualTo("[2] provisional 0");
        sit("bob", true, false);
        populations.follow();
        turn(Duration.ofSeconds(8));
        assertThat(told(populations, slow)).isEqualTo("[2] provisional 0");
        turn(Duration.ofSeconds(1));

        assertThat(told(populations, slow)).isEqualTo("[1, 2] provisional 0");
    }

    /** All other looks at the bank would wait for it. */
    @Test
    void shouldLeaveMuchToWhoeverLooks() {
        Populations populations = populations(1_000_000);
        sit("ada", true, true);
        assertThat(told(populations, SCORES)).isEqualTo("[2] provisional 0");
        jdbi.useHandle(
                handle -> handle.execute("INSERT INTO analysis_change (bank_id, scope) VALUES (?, 'ALL')", bank));

        populations.follow();
        unseen("UPDATE answer_fact SET score = 0 WHERE bank_id = ?");

        assertThat(told(populations, SCORES)).isEqualTo("[0] provisional 0");
    }

    @Test
    void shouldRestTenTimesAsLongAsReadingBeforehandTook() {
        Populations populations = populations(1_000_000);
        sit("ada", true, true);
        assertThat(told(populations, SCORES)).isEqualTo("[2] provisional 0");
        step = Duration.ofSeconds(1);
        populations.follow();
        step = Duration.ZERO;
        sit("bob", true, false);

        populations.follow();
        unseen("UPDATE answer_fact SET score = 0 WHERE bank_id = ?");

        assertThat(told(populations, SCORES)).isEqualTo("[0, 2] provisional 0");
    }

    @Test
    void shouldComputeNothingAgainWhereNothingChanged() {
        Populations populations = populations(1_000_000);
        AtomicInteger computed = new AtomicInteger();
        Analysis<Integer> counting = population -> computed.incrementAndGet();
        sit("ada", true, true);
        Sample everybody = Sample.of(bank, "");

        assertThat(populations.figures(everybody, counting).figures()).isEqualTo(1);
        populations.follow();
        turn(Duration.ofSeconds(10));
        assertThat(populations.figures(everybody, counting).figures()).isEqualTo(1);

        sit("bob", true, true);
        populations.follow();
        assertThat(populations.figures(everybody, counting).figures()).isEqualTo(2);
    }

    private void turn(Duration by) {
        now.updateAndGet(moment -> moment.plus(by));
    }

    private String told(Populations populations, Analysis<String> analysis) {
        return populations.figures(Sample.of(bank, ""), analysis).figures();
    }

    private static String general() {
        return new String(EventJson.write(new CreditAllKey(BigDecimal.ONE)), StandardCharsets.UTF_8);
    }

    private Populations populations(long cells) {
        return new Populations(
                jdbi, freshness, () -> now.getAndUpdate(moment -> moment.plus(step)), Optional.of(cells));
    }

    private static String scores(Populations populations, UUID bank) {
        return populations.once(Sample.of(bank, ""), SCORES);
    }

    private String look(KeptAttempts attempts, Sample sample) {
        return jdbi.withHandle(handle -> SCORES.of(attempts.population(handle, sample)));
    }

    /** A change that is noted nowhere. */
    private void unseen(String sql) {
        jdbi.useHandle(handle -> assertThat(handle.execute(sql, bank)).isPositive());
    }

    private Sitter sit(String learner, boolean... right) {
        Sitter sitter = new Sitter(bank, learner, "exam");
        jdbi.useTransaction(handle -> {
            for (int i = 0; i < right.length; i++) {
                FactTables.apply(handle, List.of(sitter.graded(questions.get(i), 1, 1, right[i])));
            }
            EndingTables.apply(handle, List.of(sitter.ended(1, Ending.FINISHED, 1, paper())));
        });
        return sitter;
    }

    private UUID[] paper() {
        return questions.toArray(UUID[]::new);
    }

    private void describe(UUID ofBank, List<UUID> described) {
        jdbi.useHandle(handle -> {
            for (UUID question : described) {
                handle.execute(
                        "INSERT INTO question_revision (question_id, revision, bank_id, choice_ids) VALUES (?, 1, ?, '{A,B}')",
                        question,
                        ofBank);
                handle.execute(
                        "INSERT INTO answer_key (question_id, revision, bank_id, key_version, key) VALUES (?, 1, ?, 1, ?)",
                        question,
                        ofBank,
                        new String(EventJson.write(ChoiceKey.allOrNothing(List.of("A"))), StandardCharsets.UTF_8));
            }
        });
    }
}
