package io.gradeflow.analytics.facts;

import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.PaperEntry;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Keeps the newest ending of each attempt with its paper, and takes facts into the sums or out of them as it says. */
public final class EndingTables {

    static final String COLUMNS = """
            attempt_id, paper_version, ending, bank_id, learner_id, mode, blueprint, cohorts, started_at, finished_at,
            question_ids, revisions, answer_versions, unscored
            """;

    /**
     * Gives the attempts whose facts may count otherwise than before: practice that is simply over costs no look at its facts. That an
     * exam began, which paper 0 says, changes no figure.
     */
    private static final String STORE = """
            WITH told AS (
                SELECT attempt_id, paper_version, ending, bank_id, learner_id, mode, blueprint, cohorts::text[], started_at, finished_at,
                    questions::uuid[], revisions::int[], versions::int[], unscored::boolean[]
                FROM unnest(:attempts, :paperVersions, :endings, :banks, :learners, :modes, :blueprints, :cohorts, :starts, :ends,
                        :questions, :revisions, :versions, :unscored)
                    AS t (attempt_id, paper_version, ending, bank_id, learner_id, mode, blueprint, cohorts, started_at, finished_at,
                        questions, revisions, versions, unscored)),
            stored AS (
                INSERT INTO attempt AS held (%s)
                SELECT * FROM told ORDER BY attempt_id
                ON CONFLICT (attempt_id) DO UPDATE SET
                    paper_version = excluded.paper_version, ending = excluded.ending, mode = excluded.mode,
                    blueprint = excluded.blueprint, cohorts = excluded.cohorts,
                    started_at = excluded.started_at, finished_at = excluded.finished_at,
                    question_ids = excluded.question_ids, revisions = excluded.revisions,
                    answer_versions = excluded.answer_versions, unscored = excluded.unscored
                WHERE held.paper_version < excluded.paper_version
                RETURNING new.attempt_id, new.paper_version, new.bank_id, new.mode, old.ending AS ending_before, new.ending),
            noted AS (
                INSERT INTO analysis_change (bank_id, scope, attempt_ids)
                SELECT bank_id, 'ATTEMPT', array_agg(attempt_id) FROM stored
                WHERE mode IN ('exam', 'imported') AND paper_version > 0
                GROUP BY bank_id)
            SELECT attempt_id FROM stored WHERE paper_version > 0 AND (mode = 'exam' OR 'VOIDED' IN (ending_before, ending))
            """.formatted(COLUMNS);

    private EndingTables() {}

    /**
     * In the transaction of the handle, and in the schema of its search path. May be repeated, in any order. Leaves out what
     * somebody of the staff tried out.
     */
    public static void apply(Handle handle, List<AttemptFinished> events) {
        List<AttemptFinished> newest = List.copyOf(events.stream()
                .filter(ending -> !Boolean.TRUE.equals(ending.preview()))
                .collect(Collectors.toMap(
                        AttemptFinished::attemptId,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparingInt(EndingTables::paperVersion))))
                .values());
        if (newest.isEmpty()) {
            return;
        }
        Learners.hold(handle, newest.stream().map(AttemptFinished::learnerId).toList());
        List<UUID> changed = store(handle, newest);
        if (!changed.isEmpty()) {
            Recount.ofAttempts(handle, changed);
        }
    }

    private static List<UUID> store(Handle handle, List<AttemptFinished> endings) {
        return columns(endings)
                .bindTo(handle.createQuery(STORE))
                .mapTo(UUID.class)
                .list();
    }

    /** In the order of {@link #COLUMNS}. */
    static Columns<AttemptFinished> columns(List<AttemptFinished> endings) {
        return Columns.of(endings)
                .uuid("attempts", AttemptFinished::attemptId)
                .integer("paperVersions", EndingTables::paperVersion)
                .text("endings", event -> event.ending().name())
                .uuid("banks", AttemptFinished::bankId)
                .text("learners", AttemptFinished::learnerId)
                .text("modes", AttemptFinished::mode)
                .text("blueprints", AttemptFinished::blueprint)
                .text("cohorts", event -> CohortText.of(event.cohorts()))
                .instant("starts", AttemptFinished::startedAt)
                .instant("ends", AttemptFinished::finishedAt)
                .text("questions", event -> paper(event, PaperEntry::questionId))
                .text("revisions", event -> paper(event, PaperEntry::revision))
                .text("versions", event -> paper(event, EndingTables::answerVersion))
                .text("unscored", event -> paper(event, entry -> Boolean.TRUE.equals(entry.unscored())));
    }

    private static String paper(AttemptFinished event, Function<PaperEntry, ?> element) {
        return ArrayText.of(
                event.paper().stream()
                        .sorted(Comparator.comparingInt(PaperEntry::position))
                        .toList(),
                element);
    }

    private static int answerVersion(PaperEntry entry) {
        return Objects.requireNonNullElse(entry.answerVersion(), 0);
    }

    private static int paperVersion(AttemptFinished event) {
        return Objects.requireNonNullElse(event.paperVersion(), 1);
    }
}
