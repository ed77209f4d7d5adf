package io.gradeflow.analytics.facts;

import static io.gradeflow.events.AttemptFinished.Ending.FINISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.gradeflow.analytics.Sitter;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class RegradeTest {

    private static final List<String> MODES = List.of("exam", "practice", "imported");
    private static final List<String[]> COHORTS =
            List.of(new String[] {}, new String[] {"everyone"}, new String[] {"everyone", "evening"}, new String[] {
                "b", "a", "c"
            });

    private static final int SITTERS = 180;
    /** So some of them answer twice. */
    private static final int LEARNERS = 120;

    private final UUID bank = UUID.randomUUID();
    private final UUID question = UUID.randomUUID();
    private final Random random = new Random(7);
    private final List<Sitter> sitters =
            IntStream.range(0, SITTERS).mapToObj(this::sitter).toList();
    private final List<AnswerGraded> grades = new ArrayList<>();
    private final List<AttemptFinished> endings = new ArrayList<>();

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void answer() {
        List<AnswerGraded> first = all(sitter ->
                sitter.regraded(question, 1, chosen(sitter), chosen(sitter).equals("A")));
        List<AttemptFinished> ended = sitters.stream()
                .filter(sitter -> !sitter.mode().equals("practice") && !isOpen(sitter))
                .map(sitter -> sitter.ended(1, FINISHED, 1, question))
                .toList();
        grades.addAll(first);
        endings.addAll(ended);
        jdbi.useTransaction(handle -> FactTables.apply(handle, first));
        jdbi.useTransaction(handle -> EndingTables.apply(handle, ended));
    }

    private Sitter sitter(int number) {
        Sitter sitter = new Sitter(bank, "learner-" + number % LEARNERS, MODES.get(number % MODES.size()))
                .in(COHORTS.get(number % COHORTS.size()))
                .at(Instant.EPOCH.plus(Duration.ofDays(number % 5)).plusSeconds(number));
        return number % 7 == 0 ? sitter : sitter.taking(random.nextInt(100_000));
    }

    /** A third of the exams go on, so that nothing of them counts. */
    private boolean isOpen(Sitter sitter) {
        return sitters.indexOf(sitter) % 9 == 0;
    }

    @Test
    void shouldTakeTheShortWayToTheSameFiguresWhereAllAreRegrades() {
        assertThat(regrade(2, "B")).isTrue();
        assertThat(regrade(3, "A")).isTrue();
        assertThat(regrade(4, "C")).isTrue();

        assertThat(differences()).isEmpty();
    }

    @Test
    void shouldNoteWhatChangedOfAnalysedAttemptsInOneRow() {
        long before = noted("count(*)");
        long attempts = noted("sum(cardinality(attempt_ids))");

        regrade(2, "B");

        assertThat(noted("count(*)")).isEqualTo(before + 1);
        assertThat(noted("sum(cardinality(attempt_ids))")).isEqualTo(attempts + 120);
    }

    @Test
    void shouldDoNothingWhereOneIsRegradedAlready() {
        List<AnswerGraded> again = regraded(2, "B");
        jdbi.useTransaction(handle -> FactTables.apply(handle, again.subList(1, 2)));

        assertThat(shortWay(again)).isFalse();
        assertThat(correct()).isEqualTo(39);

        jdbi.useTransaction(handle -> FactTables.apply(handle, again));
        grades.addAll(again);
        assertThat(differences()).isEmpty();
        assertThat(correct()).isEqualTo(60);
    }

    @Test
    void shouldDoNothingWhereOneIsANewAnswer() {
        Sitter late = new Sitter(bank, "late", "practice").at(Instant.EPOCH);
        List<AnswerGraded> mixed = new ArrayList<>(regraded(2, "B"));
        mixed.add(late.graded(question, 1, 2, true));

        assertThat(shortWay(mixed)).isFalse();

        jdbi.useTransaction(handle -> FactTables.apply(handle, mixed));
        grades.addAll(mixed);
        assertThat(differences()).isEmpty();
    }

    @Test
    void shouldDoNothingWhereAWithdrawalTakesAnswersOutOfTheSums() {
        List<AnswerGraded> withdrawn = sitters.stream()
                .filter(sitter -> chosen(sitter).equals("A"))
                .map(sitter -> sitter.withdrawn(question, 1, 2))
                .toList();

        assertThat(shortWay(withdrawn)).isFalse();

        jdbi.useTransaction(handle -> FactTables.apply(handle, withdrawn));
        grades.addAll(withdrawn);
        assertThat(differences()).isEmpty();
        assertThat(correct()).isZero();
    }

    private boolean regrade(int keyVersion, String right) {
        List<AnswerGraded> regraded = regraded(keyVersion, right);
        grades.addAll(regraded);
        return shortWay(regraded);
    }

    private List<AnswerGraded> regraded(int keyVersion, String right) {
        return all(sitter -> {
            boolean correct = chosen(sitter).equals(right);
            return !correct && sitters.indexOf(sitter) % 4 == 1
                    ? sitter.regradedPartly(question, keyVersion, chosen(sitter), new BigDecimal("0.25"))
                    : sitter.regraded(question, keyVersion, chosen(sitter), correct);
        });
    }

    private boolean shortWay(List<AnswerGraded> told) {
        return jdbi.inTransaction(handle -> {
            Learners.hold(handle, told.stream().map(AnswerGraded::learnerId).toList());
            return Regrade.applied(handle, told);
        });
    }

    private List<AnswerGraded> all(Function<Sitter, AnswerGraded> answer) {
        return sitters.stream().map(answer).toList();
    }

    /** Of three learners one each. */
    private String chosen(Sitter sitter) {
        return Stream.of("A", "B", "C").toList().get(sitters.indexOf(sitter) / 3 % 3);
    }

    private long correct() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT sum(correct) FROM question_rollup WHERE bank_id = :bank AND cohort = ''")
                .bind("bank", bank)
                .mapTo(long.class)
                .one());
    }

    private long noted(String what) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(<what>, 0) FROM analysis_change WHERE bank_id = :bank AND scope = 'ATTEMPT'")
                .define("what", what)
                .bind("bank", bank)
                .mapTo(long.class)
                .one());
    }

    private List<String> differences() {
        return FreshTables.replay(dataSource, jdbi, bank, grades, endings);
    }
}
