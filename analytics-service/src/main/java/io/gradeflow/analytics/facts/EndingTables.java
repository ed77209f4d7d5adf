package io.gradeflow.analytics.facts;

import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.PaperEntry;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Keeps the newest ending of each attempt, and takes facts into the sums or out of them as it says. */
final class EndingTables {

    private static final String EXAM = "exam";

    /**
     * Holds the attempts' rows in the order of their ids, and gives those whose facts may count otherwise than before: practice
     * that is simply over costs no look at its facts.
     */
    private static final String STORE = """
            WITH told AS (
                SELECT attempt_id, exam, paper_version, ending, questions::uuid[], versions::int[]
                FROM unnest(:attempts, :exams, :paperVersions, :endings, :questions, :versions)
                    AS t (attempt_id, exam, paper_version, ending, questions, versions)),
            stored AS (
                INSERT INTO attempt AS held (attempt_id, paper_version, ending, question_ids, answer_versions)
                SELECT attempt_id, paper_version, ending, questions, versions FROM told ORDER BY attempt_id
                ON CONFLICT (attempt_id) DO UPDATE SET
                    paper_version = excluded.paper_version, ending = excluded.ending,
                    question_ids = excluded.question_ids, answer_versions = excluded.answer_versions
                WHERE held.paper_version < excluded.paper_version
                RETURNING new.attempt_id, old.ending AS ending_before, new.ending)
            SELECT attempt_id FROM stored JOIN told USING (attempt_id)
            WHERE exam OR 'VOIDED' IN (ending_before, stored.ending)
            """;

    /**
     * Begins after the attempts are held, so it sees every fact of theirs that was applied, and whoever applies one later sees
     * the ending. For the same reason nobody else writes these facts now, whatever the order.
     */
    private static final String RECOUNT = """
            WITH applied AS (
                UPDATE answer_fact AS fact SET counted = NOT counted
                FROM attempt
                WHERE attempt.attempt_id = ANY (:attempts) AND fact.attempt_id = attempt.attempt_id AND counted <> %s
                RETURNING %s),
            %s
            """.formatted(Sums.COUNTS, Sums.CHANGE, Sums.ADD);

    private EndingTables() {}

    /** Leaves out what somebody of the staff tried out. */
    static void apply(Handle handle, List<AttemptFinished> events) {
        List<AttemptFinished> newest = List.copyOf(events.stream()
                .filter(ending -> !Boolean.TRUE.equals(ending.preview()))
                .collect(Collectors.toMap(
                        AttemptFinished::attemptId,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparingInt(EndingTables::paperVersion))))
                .values());
        List<UUID> changed = Columns.of(newest)
                .uuid("attempts", AttemptFinished::attemptId)
                .bool("exams", EndingTables::isExam)
                .integer("paperVersions", EndingTables::paperVersion)
                .text("endings", event -> event.ending().name())
                .text("questions", event -> array(answered(event).map(PaperEntry::questionId)))
                .text("versions", event -> array(answered(event).map(PaperEntry::answerVersion)))
                .bindTo(handle.createQuery(STORE))
                .mapTo(UUID.class)
                .list();
        if (!changed.isEmpty()) {
            handle.createUpdate(RECOUNT)
                    .bindArray("attempts", UUID.class, changed)
                    .execute();
        }
    }

    private static boolean isExam(AttemptFinished event) {
        return event.mode().equals(EXAM);
    }

    private static int paperVersion(AttemptFinished event) {
        return Objects.requireNonNullElse(event.paperVersion(), 1);
    }

    /** Of an exam alone, because whatever else there is counts in any version. */
    private static Stream<PaperEntry> answered(AttemptFinished event) {
        return event.paper().stream().filter(entry -> isExam(event) && entry.answerVersion() != null);
    }

    private static String array(Stream<?> elements) {
        return elements.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
