package io.gradeflow.analytics.facts;

import static io.gradeflow.events.AttemptFinished.Ending.EXPIRED;
import static io.gradeflow.events.AttemptFinished.Ending.FINISHED;
import static io.gradeflow.events.AttemptFinished.Ending.REOPENED;
import static io.gradeflow.events.AttemptFinished.Ending.VOIDED;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class CountingTest {

    private static final int INSTANCES = 6;
    private static final int WAVES = 400;
    private static final int GROUPS = 40;
    private static final int PORTION = 5;

    private final UUID bank = UUID.randomUUID();
    private final List<UUID> questions = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private final List<AnswerGraded> grades = new ArrayList<>();
    private final List<AttemptFinished> endings = new ArrayList<>();
    private final Random random = new Random(5);
    private final Map<UUID, Long> expectedAnswers = new TreeMap<>();
    private final Map<UUID, Long> expectedCorrect = new TreeMap<>();

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Jdbi jdbi;

    @Test
    void shouldComeToTheSumsOfTheFactsWhenManyApplyFactsAndEndingsOfTheSameAttempts() throws Exception {
        List<HandleConsumer<RuntimeException>> batches = IntStream.range(0, WAVES)
                .boxed()
                .flatMap(wave -> batches(wave % GROUPS).stream())
                .toList();

        applyAtTheSameTime(batches);

        assertThat(differences()).isEmpty();
        assertThat(sums("answers")).isEqualTo(expectedAnswers);
        assertThat(sums("correct")).isEqualTo(expectedCorrect);
    }

    @Test
    void shouldNotWaitInACircleWhenTwoApplyTheSameFactsInOppositeOrders() throws Exception {
        List<Sitter> sitters = IntStream.range(0, 200)
                .mapToObj(learner -> new Sitter(bank, "learner-" + learner, "practice").at(Instant.EPOCH))
                .toList();
        List<HandleConsumer<RuntimeException>> batches = new ArrayList<>();
        for (int keyVersion = 1; keyVersion < 20; keyVersion++) {
            List<AnswerGraded> batch = new ArrayList<>();
            for (Sitter sitter : sitters) {
                for (UUID question : questions) {
                    batch.add(sitter.graded(question, 1, keyVersion, keyVersion % 2 == 1));
                }
            }
            grades.addAll(batch);
            batches.add(handle -> FactTables.apply(handle, batch));
            batches.add(handle -> FactTables.apply(handle, batch.reversed()));
        }

        applyAtTheSameTime(batches);

        assertThat(differences()).isEmpty();
        assertThat(sums("answers").values()).containsOnly(200L);
        assertThat(sums("correct").values()).containsOnly(200L);
    }

    /** All of some attempts, repeated and out of order, in batches that meet each other. */
    private List<HandleConsumer<RuntimeException>> batches(int group) {
        List<AnswerGraded> someGrades = new ArrayList<>();
        List<AttemptFinished> someEndings = new ArrayList<>();
        for (int learner = 0; learner < 6; learner++) {
            boolean exam = learner < 4;
            Sitter sitter = new Sitter(bank, "learner-" + group + "-" + learner, exam ? "exam" : "practice")
                    .in("everyone", "cohort-" + learner % 2)
                    .at(Instant.EPOCH.plus(Duration.ofHours(random.nextInt(200))))
                    .taking(random.nextInt(1_000_000));
            for (UUID question : questions) {
                boolean right = random.nextBoolean();
                someGrades.add(sitter.graded(question, 1, 1, !right));
                someGrades.add(sitter.graded(question, 2, 1, !right));
                someGrades.add(sitter.graded(question, 2, 2, right));
                someGrades.add(sitter.graded(question, 1 + random.nextInt(2), 1, !right));
                expect(sitter, question, right, exam);
            }
            UUID[] paper = questions.toArray(UUID[]::new);
            someEndings.add(sitter.ended(0, REOPENED, 1, paper));
            someEndings.add(sitter.ended(1, FINISHED, 1, paper));
            someEndings.add(sitter.ended(2, REOPENED, 1, paper));
            someEndings.add(sitter.ended(3, lastOf(sitter), 2, paper));
            someEndings.add(sitter.ended(1, FINISHED, 1, paper));
        }
        grades.addAll(someGrades);
        endings.addAll(someEndings);
        List<HandleConsumer<RuntimeException>> batches = new ArrayList<>();
        Collections.shuffle(someGrades, random);
        Collections.shuffle(someEndings, random);
        portions(someGrades).forEach(portion -> batches.add(handle -> FactTables.apply(handle, portion)));
        portions(someEndings).forEach(portion -> batches.add(handle -> EndingTables.apply(handle, portion)));
        Collections.shuffle(batches, random);
        return batches;
    }

    private static AttemptFinished.Ending lastOf(Sitter sitter) {
        List<AttemptFinished.Ending> endings = List.of(FINISHED, EXPIRED, VOIDED, REOPENED);
        return endings.get(Math.floorMod(sitter.attempt().hashCode(), endings.size()));
    }

    private void expect(Sitter sitter, UUID question, boolean right, boolean exam) {
        boolean counts = switch (lastOf(sitter)) {
            case FINISHED, EXPIRED -> true;
            case REOPENED -> !exam;
            case VOIDED -> false;
        };
        expectedAnswers.merge(question, counts ? 1L : 0L, Long::sum);
        expectedCorrect.merge(question, counts && right ? 1L : 0L, Long::sum);
    }

    private static <T> List<List<T>> portions(List<T> events) {
        return IntStream.iterate(0, from -> from < events.size(), from -> from + PORTION)
                .mapToObj(from -> List.copyOf(events.subList(from, Math.min(events.size(), from + PORTION))))
                .toList();
    }

    /** Each batch in a transaction of its own, as several instances would; one that fails fails the test. */
    private void applyAtTheSameTime(List<HandleConsumer<RuntimeException>> batches)
            throws InterruptedException, ExecutionException {
        try (var instances = Executors.newFixedThreadPool(INSTANCES)) {
            List<Future<?>> applied = new ArrayList<>();
            for (HandleConsumer<RuntimeException> batch : batches) {
                applied.add(instances.submit(() -> jdbi.useTransaction(batch)));
            }
            for (Future<?> each : applied) {
                each.get();
            }
        }
    }

    /** What a replay of everything, in order and by one alone, comes to otherwise, and what is derived of it at once. */
    private List<String> differences() {
        List<String> differences = new ArrayList<>(FreshTables.replay(dataSource, jdbi, bank, grades, endings));
        differences.addAll(FreshTables.derive(dataSource, jdbi, bank, grades, endings));
        return differences;
    }

    private Map<UUID, Long> sums(String column) {
        return jdbi.withHandle((Handle handle) -> handle.createQuery("""
                        SELECT question_id, sum(<column>) AS total FROM question_rollup
                        WHERE bank_id = :bank AND cohort = '' GROUP BY question_id
                        """)
                .define("column", column)
                .bind("bank", bank)
                .reduceRows(new TreeMap<>(), (sums, row) -> {
                    sums.put(row.getColumn("question_id", UUID.class), row.getColumn("total", Long.class));
                    return sums;
                }));
    }
}
