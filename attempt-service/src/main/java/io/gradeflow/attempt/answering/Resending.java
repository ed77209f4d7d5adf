package io.gradeflow.attempt.answering;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Sends answers once more that somebody asks for, whatever became of them before. */
@ApplicationScoped
public class Resending {

    /** Where an answer stands. */
    public record Place(UUID attemptId, int position) {}

    private final AnswerSender sender;

    Resending(AnswerSender sender) {
        this.sender = sender;
    }

    /**
     * Sends the newest version of each in the slow lane, and lets its grade be awaited again. Within a transaction that holds no
     * key and no answer yet.
     *
     * @return those that were sent; the others are graded under the newest key
     */
    public Set<Place> send(Handle handle, Collection<Place> places) {
        List<StoredAnswer> answers = ungraded(handle, List.copyOf(places));
        if (!answers.isEmpty()) {
            sender.send(handle, Topic.ANSWERS_RESUBMITTED, answers);
            awaitAgain(handle, answers);
        }
        return answers.stream()
                .map(answer -> new Place(answer.attemptId(), answer.position()))
                .collect(Collectors.toSet());
    }

    private static List<StoredAnswer> ungraded(Handle handle, List<Place> places) {
        return Columns.of(places)
                .uuid("attempts", Place::attemptId)
                .integer("positions", Place::position)
                .bindTo(handle.createQuery("SELECT " + StoredAnswer.COLUMNS + """
                        FROM unnest(:attempts, :positions) AS asked (attempt_id, position)
                            JOIN answer USING (attempt_id, position) JOIN attempt USING (attempt_id)
                            LEFT JOIN answer_key USING (question_id, revision)
                        WHERE NOT superseded AND NOT erased AND (graded_key_version IS NULL OR graded_key_version < key_version)
                        """))
                .map((row, context) -> StoredAnswer.of(row))
                .list();
    }

    private static void awaitAgain(Handle handle, List<StoredAnswer> answers) {
        Columns.of(answers)
                .uuid("attempts", StoredAnswer::attemptId)
                .integer("positions", StoredAnswer::position)
                .integer("versions", StoredAnswer::version)
                .bindTo(handle.createUpdate("""
                        UPDATE answer SET
                            rejected_key_version = NULL,
                            awaiting = NOT erased AND (graded_key_version IS NULL OR graded_key_version < sent_key_version)
                        FROM unnest(:attempts, :positions, :versions) AS sent (attempt_id, position, version)
                        WHERE answer.attempt_id = sent.attempt_id AND answer.position = sent.position
                            AND answer.version = sent.version
                        """))
                .execute();
    }
}
