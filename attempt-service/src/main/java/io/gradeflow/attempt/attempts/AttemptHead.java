package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The row of an attempt.
 *
 * @param sittingId null outside of sittings
 * @param examElsewhere whether its learner has an exam over the same bank open in another attempt
 * @param paper from position 1 on
 */
public record AttemptHead(
        UUID id,
        String bank,
        String mode,
        @Nullable String blueprint,
        @Nullable UUID sittingId,
        boolean preview,
        boolean examElsewhere,
        AttemptStatus status,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant finishedAt,
        long seed,
        List<Question.Ref> paper) {

    /** True of rows of {@code attempt} whose learner has an exam over the same bank open in another attempt. */
    public static final String EXAM_ELSEWHERE = """
            (NOT attempt.preview AND EXISTS (
                SELECT FROM attempt exam WHERE exam.learner_id = attempt.learner_id
                    AND exam.bank_id = attempt.bank_id AND exam.examines AND exam.status = 'OPEN'
                    AND NOT exam.preview AND exam.attempt_id <> attempt.attempt_id))
            """;

    /** The row of an attempt that has just been stored. */
    static AttemptHead started(Start start, @Nullable Instant deadline, Instant now) {
        return new AttemptHead(
                start.attemptId(),
                start.bank().slug(),
                start.mode().name(),
                start.blueprint() == null ? null : start.blueprint().name(),
                start.sittingId(),
                start.preview(),
                false,
                AttemptStatus.OPEN,
                now,
                deadline,
                null,
                start.seed(),
                start.paper().questions().stream()
                        .map(entry -> new Question.Ref(entry.questionId(), entry.revision()))
                        .toList());
    }

    /** @return empty if there is none that the viewer may see */
    public static Optional<AttemptHead> find(Handle handle, UUID attemptId, Viewer viewer) {
        return viewer.bindTo(handle.createQuery("""
                        SELECT attempt.*, slug,\s""" + EXAM_ELSEWHERE + """
                        AS exam_elsewhere
                        FROM attempt JOIN bank USING (bank_id)
                        WHERE attempt_id = :attempt AND\s""" + Viewer.SEES))
                .bind("attempt", attemptId)
                .map((row, context) -> of(row))
                .findOne();
    }

    /** Whether what was right may be told now of answers that are graded. */
    public boolean tellsGrades(Mode.Feedback feedback) {
        return tellsGrades(feedback, status, examElsewhere);
    }

    /** The one place where it is decided whether what was right may be told, in views, results, histories and streams. */
    public static boolean tellsGrades(Mode.Feedback feedback, AttemptStatus status, boolean examElsewhere) {
        return switch (feedback) {
            case AFTER_EACH_ANSWER -> !examElsewhere;
            // A voided one tells nothing: its learner may be about to sit another over the same bank.
            case AFTER_ENDING -> status.isCounted() && !examElsewhere;
        };
    }

    private static AttemptHead of(ResultSet row) throws SQLException {
        UUID[] questions = (UUID[]) row.getArray("question_ids").getArray();
        Integer[] revisions = (Integer[]) row.getArray("revisions").getArray();
        List<Question.Ref> paper = new ArrayList<>(questions.length);
        for (int i = 0; i < questions.length; i++) {
            paper.add(new Question.Ref(questions[i], revisions[i]));
        }
        return new AttemptHead(
                row.getObject("attempt_id", UUID.class),
                row.getString("slug"),
                row.getString("mode"),
                row.getString("blueprint"),
                row.getObject("sitting_id", UUID.class),
                row.getBoolean("preview"),
                row.getBoolean("exam_elsewhere"),
                AttemptStatus.valueOf(row.getString("status")),
                row.getTimestamp("started_at").toInstant(),
                Rows.instant(row, "deadline"),
                Rows.instant(row, "finished_at"),
                row.getLong("seed"),
                paper);
    }
}
