package io.gradeflow.attempt.restoring;

import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.AttemptFinished.PaperEntry;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The ends of attempts, each with its whole paper, that were announced and that the database lacks. */
final class RestoredEndings {

    private RestoredEndings() {}

    static void takeOver(Handle handle, List<AttemptFinished> endings) {
        Map<UUID, AttemptFinished> last = new HashMap<>();
        endings.forEach(
                ending -> last.merge(ending.attemptId(), ending, (a, b) -> paperVersion(b) >= paperVersion(a) ? b : a));
        List<AttemptFinished> newest = List.copyOf(last.values());
        if (!newest.isEmpty()) {
            endKnown(handle, newest);
            addUnknown(handle, newest);
        }
    }

    private static int paperVersion(AttemptFinished ending) {
        return ending.paperVersion() == null ? 1 : ending.paperVersion();
    }

    /**
     * Nobody's time is known that was given back to an attempt which was opened again. Where the log doesn't tell of its next end,
     * which may stand in a later portion, {@link RestoredPapers} ends it, and it is to be opened once more.
     */
    private static boolean wasOpen(AttemptFinished ending) {
        return ending.ending() == Ending.REOPENED;
    }

    private static AttemptStatus status(AttemptFinished ending) {
        return switch (ending.ending()) {
            case FINISHED -> AttemptStatus.FINISHED;
            case EXPIRED, REOPENED -> AttemptStatus.EXPIRED;
            case VOIDED -> AttemptStatus.VOIDED;
        };
    }

    private static Columns<AttemptFinished> columns(List<AttemptFinished> endings) {
        return Columns.of(endings)
                .uuid("attempts", AttemptFinished::attemptId)
                .text("statuses", ending -> status(ending).name())
                .instant("finished", AttemptFinished::finishedAt)
                .integer("papers", RestoredEndings::paperVersion)
                .bool("reopened", RestoredEndings::wasOpen);
    }

    private static void endKnown(Handle handle, List<AttemptFinished> endings) {
        columns(endings).bindTo(handle.createUpdate("""
                        WITH ended AS (
                            UPDATE attempt SET status = e.status, finished_at = e.finished_at, paused_at = NULL,
                                paper_version = e.paper, announced = true
                            FROM unnest(:attempts, :statuses, :finished, :papers, :reopened)
                                AS e (attempt_id, status, finished_at, paper, reopened)
                            WHERE attempt.attempt_id = e.attempt_id AND attempt.paper_version < e.paper
                            RETURNING attempt.attempt_id, e.reopened)
                        INSERT INTO restored_attempt (attempt_id, ended, reopened) SELECT attempt_id, true, reopened FROM ended
                        ON CONFLICT (attempt_id) DO UPDATE SET ended = true, reopened = excluded.reopened
                        """)).execute();
    }

    private static void addUnknown(Handle handle, List<AttemptFinished> endings) {
        columns(endings)
                .uuid("banks", AttemptFinished::bankId)
                .text("learners", AttemptFinished::learnerId)
                .text("modes", AttemptFinished::mode)
                .text("cohorts", ending -> ArrayText.ofTexts(ending.cohorts()))
                .instant("started", AttemptFinished::startedAt)
                .text("questions", ending -> ArrayText.of(paper(ending), PaperEntry::questionId))
                .text("revisions", ending -> ArrayText.of(paper(ending), PaperEntry::revision))
                .text(
                        "unscored",
                        ending -> ArrayText.of(
                                paper(ending).stream()
                                        .filter(entry -> Boolean.TRUE.equals(entry.unscored()))
                                        .toList(),
                                PaperEntry::position))
                .text("blueprints", AttemptFinished::blueprint)
                .bool("previews", ending -> Boolean.TRUE.equals(ending.preview()))
                .bindTo(handle.createUpdate("""
                        WITH ended AS (
                            INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                                finished_at, question_ids, revisions, unscored, blueprint, minutes, pass_mark, scale_min, scale_max,
                                preview, examines, paper_version, announced)
                            SELECT attempt_id, e.bank_id, coalesce(bank.revision, 0), learner_id, mode, cohorts::text[], status,
                                e.started_at, e.finished_at, questions::uuid[], revisions::int[], e.unscored::int[], e.blueprint,
                                blueprint.minutes, blueprint.pass_mark, blueprint.scale_min, blueprint.scale_max, e.preview,
                                mode = 'exam', paper, true
                            FROM unnest(:attempts, :statuses, :finished, :papers, :reopened, :banks, :learners, :modes, :cohorts,
                                    :started, :questions, :revisions, :unscored, :blueprints, :previews)
                                AS e (attempt_id, status, finished_at, paper, reopened, bank_id, learner_id, mode, cohorts, started_at,
                                    questions, revisions, unscored, blueprint, preview)
                                LEFT JOIN bank USING (bank_id)
                                LEFT JOIN blueprint ON blueprint.bank_id = e.bank_id AND blueprint.name = e.blueprint
                            ON CONFLICT DO NOTHING RETURNING attempt_id, learner_id, started_at),
                        progress AS (INSERT INTO attempt_progress (attempt_id) SELECT attempt_id FROM ended),
                        people AS (
                            INSERT INTO learner (learner_id, seen_at)
                            SELECT learner_id, min(started_at) FROM ended GROUP BY learner_id ON CONFLICT DO NOTHING)
                        INSERT INTO restored_attempt (attempt_id, ended, reopened)
                        SELECT attempt_id, true, e.reopened FROM ended
                            JOIN unnest(:attempts, :reopened) AS e (attempt_id, reopened) USING (attempt_id)
                        """))
                .execute();
    }

    private static List<PaperEntry> paper(AttemptFinished ending) {
        return ending.paper().stream()
                .sorted(Comparator.comparing(PaperEntry::position))
                .toList();
    }
}
