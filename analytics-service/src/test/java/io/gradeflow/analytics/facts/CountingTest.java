package io.gradeflow.analytics.facts;

import static io.gradeflow.events.AttemptFinished.Ending.EXPIRED;
import static io.gradeflow.events.AttemptFinished.Ending.FINISHED;
import static io.gradeflow.events.AttemptFinished.Ending.REOPENED;
import static io.gradeflow.events.AttemptFinished.Ending.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.Sitter;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
    private static final int PORTION = 5;

    /** The sums as they follow from facts and endings alone, against those that were carried on; rows that differ. */
    private static final String DIFFERENCES = """
            WITH valid AS (
                SELECT answer_fact.* FROM answer_fact JOIN attempt USING (attempt_id)
                WHERE bank_id = :bank AND answered
                    AND (mode <> 'exam' AND ending <> 'VOIDED' OR ending IN ('FINISHED', 'EXPIRED'))),
            by_question AS (
                SELECT question_id, count(*) AS answers, count(*) FILTER (WHERE correct) AS correct,
                    sum(score) AS score, sum(maximum) AS maximum
                FROM valid GROUP BY question_id),
            by_learner AS (
                SELECT learner_id, question_id, count(*) AS answers, count(*) FILTER (WHERE correct) AS correct
                FROM valid GROUP BY learner_id, question_id)
            SELECT concat_ws(' ', question_id, told, carried) FROM by_question AS told
                FULL JOIN (SELECT * FROM question_rollup WHERE bank_id = :bank) AS carried USING (question_id)
            WHERE (coalesce(told.answers, 0), coalesce(told.correct, 0), coalesce(told.score, 0), coalesce(told.maximum, 0))
                <> (coalesce(carried.answers, 0), coalesce(carried.correct, 0), coalesce(carried.score, 0), coalesce(carried.maximum, 0))
            UNION ALL
            SELECT concat_ws(' ', question_id, told, carried) FROM by_learner AS told
                FULL JOIN (SELECT * FROM learner_question_rollup WHERE bank_id = :bank) AS carried USING (learner_id, question_id)
            WHERE (coalesce(told.answers, 0), coalesce(told.correct, 0)) <> (coalesce(carried.answers, 0), coalesce(carried.correct, 0))
            """;

    private final UUID bank = UUID.randomUUID();
    private final List<UUID> questions = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private final Random random = new Random(5);
    private final Map<UUID, Long> expectedAnswers = new TreeMap<>();
    private final Map<UUID, Long> expectedCorrect = new TreeMap<>();

    @Inject
    Jdbi jdbi;

    @Test
    void shouldComeToTheSumsOfTheFactsWhenManyApplyFactsAndEndingsOfTheSameAttempts() throws Exception {
        List<HandleConsumer<RuntimeException>> batches = IntStream.range(0, WAVES)
                .boxed()
                .flatMap(wave -> batches().stream())
                .toList();

        applyAtTheSameTime(batches);

        assertThat(differences()).isEmpty();
        assertThat(sums("answers")).isEqualTo(expectedAnswers);
        assertThat(sums("correct")).isEqualTo(expectedCorrect);
    }

    /** All of some attempts, repeated and out of order, in batches that meet each other. */
    private List<HandleConsumer<RuntimeException>> batches() {
        List<AnswerGraded> grades = new ArrayList<>();
        List<AttemptFinished> endings = new ArrayList<>();
        for (int learner = 0; learner < 6; learner++) {
            boolean exam = learner < 4;
            Sitter sitter = new Sitter(UUID.randomUUID(), bank, "learner-" + learner, exam ? "exam" : "practice");
            for (UUID question : questions) {
                boolean right = random.nextBoolean();
                grades.add(sitter.graded(question, 1, 1, !right));
                grades.add(sitter.graded(question, 2, 1, !right));
                grades.add(sitter.graded(question, 2, 2, right));
                grades.add(sitter.graded(question, 1 + random.nextInt(2), 1, !right));
                expect(sitter, question, right, exam);
            }
            UUID[] paper = questions.toArray(UUID[]::new);
            endings.add(sitter.ended(1, FINISHED, 1, paper));
            endings.add(sitter.ended(2, REOPENED, 1, paper));
            endings.add(sitter.ended(3, lastOf(sitter), 2, paper));
            endings.add(sitter.ended(1, FINISHED, 1, paper));
        }
        List<HandleConsumer<RuntimeException>> batches = new ArrayList<>();
        Collections.shuffle(grades, random);
        Collections.shuffle(endings, random);
        portions(grades).forEach(portion -> batches.add(handle -> FactTables.apply(handle, portion)));
        portions(endings).forEach(portion -> batches.add(handle -> EndingTables.apply(handle, portion)));
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

    private List<String> differences() {
        return jdbi.withHandle(handle -> handle.createQuery(DIFFERENCES)
                .bind("bank", bank)
                .mapTo(String.class)
                .list());
    }

    private Map<UUID, Long> sums(String column) {
        return jdbi.withHandle((Handle handle) -> handle.createQuery(
                        "SELECT question_id, <column> FROM question_rollup WHERE bank_id = :bank")
                .define("column", column)
                .bind("bank", bank)
                .reduceRows(new TreeMap<>(), (sums, row) -> {
                    sums.put(row.getColumn("question_id", UUID.class), row.getColumn(column, Long.class));
                    return sums;
                }));
    }
}
