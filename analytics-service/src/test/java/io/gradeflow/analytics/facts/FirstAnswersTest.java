package io.gradeflow.analytics.facts;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Which of a learner's answers to a question is the first one, and how the sums follow. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class FirstAnswersTest {

    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-03-02T00:00:00Z");

    private final UUID bank = UUID.randomUUID();
    private final UUID question = UUID.randomUUID();
    private final String learner = "learner-" + bank;
    private final Sitter morning =
            new Sitter(bank, learner, "practice").at(MORNING).taking(1_000);
    private final Sitter noon = new Sitter(bank, learner, "exam").at(NOON).taking(2_000);
    private final Sitter nextDay =
            new Sitter(bank, learner, "review").at(NEXT_DAY).taking(4_000);

    @Inject
    Jdbi jdbi;

    @Test
    void shouldTakeTheEarliestAnswerWhateverArrivesFirst() {
        grade(nextDay.graded(question, 1, 1, true));
        assertThat(sums()).containsExactly("review first 1/1");

        grade(morning.graded(question, 1, 1, false));
        assertThat(sums()).containsExactly("practice first 0/1", "review repeat 1/1");
        assertThat(sumsByDay()).containsExactly("2026-03-01 first 0/1", "2026-03-02 repeat 1/1");
        assertThat(times()).containsExactly("first 1", "repeat 1");
    }

    @Test
    void shouldTakeTheLowerIdOfAnswersOfTheSameTime() {
        List<Sitter> sitters = new ArrayList<>(Collections.nCopies(8, "practice").stream()
                .map(mode -> new Sitter(bank, learner, mode).at(NOON))
                .toList());
        List<AnswerGraded> grades = new ArrayList<>(sitters.stream()
                .map(sitter -> sitter.graded(question, 1, 1, true))
                .toList());
        Collections.shuffle(grades, new Random(3));

        grades.forEach(this::grade);

        assertThat(rows("SELECT answer_id::text FROM answer_fact WHERE bank_id = :bank AND first"))
                .isEqualTo(rows(
                        "SELECT answer_id::text FROM answer_fact WHERE bank_id = :bank ORDER BY answer_id LIMIT 1"));
        assertThat(sums()).containsExactly("practice first 1/1", "practice repeat 7/7");
    }

    @Test
    void shouldLetOnlyWhatIsCountedBeTheFirst() {
        grade(noon.graded(question, 1, 1, true));
        grade(nextDay.graded(question, 1, 1, false));
        assertThat(sums()).containsExactly("review first 0/1");

        end(noon.ended(1, FINISHED, 1, question));
        assertThat(sums()).containsExactly("exam first 1/1", "review repeat 0/1");

        end(noon.ended(2, REOPENED, 1, question));
        assertThat(sums()).containsExactly("review first 0/1");

        end(noon.ended(3, FINISHED, 1, question));
        end(noon.ended(4, VOIDED, 1, question));
        assertThat(sums()).containsExactly("review first 0/1");
    }

    @Test
    void shouldMakeTheNextOneTheFirstWhenItsAnswerIsClearedOrWithdrawn() {
        grade(morning.graded(question, 1, 1, true));
        grade(nextDay.graded(question, 1, 1, false));

        grade(morning.withdrawn(question, 1, 2));
        assertThat(sums()).containsExactly("review first 0/1");
        grade(morning.graded(question, 1, 3, true));
        assertThat(sums()).containsExactly("practice first 1/1", "review repeat 0/1");

        grade(morning.cleared(question, 2));
        assertThat(sums()).containsExactly("review first 0/1");
        assertThat(times()).containsExactly("first 1");
    }

    @Test
    void shouldTakeACorrectionBackToTheLastDigit() {
        grade(morning.graded(question, 1, 1, true));
        grade(nextDay.graded(question, 1, 1, false));
        List<String> before = sums();

        grade(morning.graded(question, 1, 2, false));
        grade(nextDay.graded(question, 1, 2, true));
        assertThat(sums()).containsExactly("practice first 0/1", "review repeat 1/1");
        grade(morning.graded(question, 1, 3, true));
        grade(nextDay.graded(question, 1, 3, false));

        assertThat(sums()).isEqualTo(before);
    }

    @Test
    void shouldCountAnAnswerOnceUnderEachOfItsCohorts() {
        grade(morning.in("north", "it's \"quoted\", {odd}\\").graded(question, 1, 1, true));

        assertThat(rows("SELECT cohort FROM question_rollup WHERE bank_id = :bank AND answers = 1 ORDER BY cohort"))
                .containsExactly("", "it's \"quoted\", {odd}\\", "north");
    }

    @Test
    void shouldKeepTheResponseAndTheWholePaperWithItsBlanks() {
        UUID blank = UUID.randomUUID();
        grade(noon.graded(question, 2, 1, true));
        AttemptFinished ending = noon.ended(1, FINISHED, 2, question);
        end(withBlank(ending, blank));

        assertThat(rows("SELECT response FROM answer_fact WHERE bank_id = :bank"))
                .containsExactly("{\"kind\":\"choice\",\"choices\":[\"A\"]}");
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', mode, question_ids, revisions, answer_versions) FROM attempt WHERE bank_id = :bank"))
                .containsExactly("exam {" + question + "," + blank + "} {1,3} {2,0}");
    }

    private static AttemptFinished withBlank(AttemptFinished ending, UUID blank) {
        List<AttemptFinished.PaperEntry> paper = new ArrayList<>(ending.paper());
        paper.addFirst(new AttemptFinished.PaperEntry(2, blank, 3, null, null));
        return new AttemptFinished(
                ending.attemptId(),
                ending.learnerId(),
                ending.bankId(),
                ending.mode(),
                ending.cohorts(),
                ending.ending(),
                ending.startedAt(),
                ending.finishedAt(),
                paper,
                null,
                null,
                1);
    }

    private void grade(AnswerGraded grade) {
        jdbi.useTransaction(handle -> FactTables.apply(handle, List.of(grade)));
    }

    private void end(AttemptFinished ending) {
        jdbi.useTransaction(handle -> EndingTables.apply(handle, List.of(ending)));
    }

    private List<String> sums() {
        return rows("""
                SELECT concat_ws(' ', mode, CASE WHEN first THEN 'first' ELSE 'repeat' END, correct || '/' || answers)
                FROM question_rollup WHERE bank_id = :bank AND cohort = '' AND (answers, correct, score, maximum) <> (0, 0, 0, 0)
                ORDER BY mode, NOT first
                """);
    }

    private List<String> sumsByDay() {
        return rows("""
                SELECT concat_ws(' ', day, CASE WHEN first THEN 'first' ELSE 'repeat' END, correct || '/' || answers)
                FROM question_day_rollup WHERE bank_id = :bank AND cohort = '' AND answers <> 0 ORDER BY day, NOT first
                """);
    }

    private List<String> times() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT CASE WHEN first THEN 'first' ELSE 'repeat' END AS place, sum(times) AS times FROM question_rollup
                        WHERE bank_id = :bank AND cohort = '' GROUP BY first HAVING sum(times) <> 0 ORDER BY NOT first
                        """)
                .bind("bank", bank)
                .map((row, context) -> row.getString("place") + " "
                        + TimeHistogram.counts(row.getBigDecimal("times")).values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .list());
    }

    private List<String> rows(String query) {
        return jdbi.withHandle(handle ->
                handle.createQuery(query).bind("bank", bank).mapTo(String.class).list());
    }
}
