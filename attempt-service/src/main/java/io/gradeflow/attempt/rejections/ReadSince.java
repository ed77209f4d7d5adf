package io.gradeflow.attempt.rejections;

import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.platform.database.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What could not be read as an answer when it was rejected, and can since: what it says is noted when it is sent again, so that its
 * grade ends the rejection.
 */
final class ReadSince {

    private record Found(UUID id, AnswerSubmitted answer) {}

    private ReadSince() {}

    static void note(Handle handle, List<Replays.Row> sent) {
        List<Found> found = new ArrayList<>();
        for (Replays.Row row : sent) {
            if (row.place() == null && row.record() != null) {
                try {
                    found.add(new Found(row.id(), EventJson.read(row.record().value(), AnswerSubmitted.class)));
                } catch (UnreadableEventException e) {
                    // Still none that is read here; a grader may be newer, and says what comes of it.
                    continue;
                }
            }
        }
        if (found.isEmpty()) {
            return;
        }
        Columns.of(found)
                .uuid("ids", Found::id)
                .uuid("attempts", one -> one.answer().attemptId())
                .integer("positions", one -> one.answer().position())
                .integer("versions", one -> one.answer().answerVersion())
                .integer("keyVersions", one -> one.answer().keyVersion())
                .uuid("questions", one -> one.answer().questionId())
                .integer("revisions", one -> one.answer().revision())
                .uuid("banks", one -> one.answer().bankId())
                .bindTo(handle.createUpdate("""
                        UPDATE rejected_answer SET
                            attempt_id = told.attempt_id, position = told.position, answer_version = told.version,
                            key_version = told.key_version, question_id = told.question_id, revision = told.revision,
                            bank_id = told.bank_id
                        FROM unnest(:ids, :attempts, :positions, :versions, :keyVersions, :questions, :revisions, :banks)
                            AS told (id, attempt_id, position, version, key_version, question_id, revision, bank_id)
                        WHERE rejected_id = id
                        """))
                .execute();
    }
}
