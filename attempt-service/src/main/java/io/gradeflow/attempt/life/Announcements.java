package io.gradeflow.attempt.life;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.attempt.modes.Imported;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.platform.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What is to be said of attempts that have ended at least once, and of exams that have begun. */
@ApplicationScoped
class Announcements {

    /** Of whom. An attempt is of one of both for ever. */
    enum Whose {
        /** What learners do now. */
        LIVE("<>"),
        /** What was loaded from another system: as much at once as there is. */
        IMPORTED("=");

        private final String due;

        Whose(String comparison) {
            this.due = DUE + " AND mode " + comparison + " '" + Imported.NAME + "'";
        }
    }

    /**
     * Exactly what the index {@code attempt_unannounced} holds, and {@code attempt_unannounced_live} of what is live. An exam's paper of
     * version 0 says that it began.
     */
    private static final String DUE = "NOT announced AND (paper_version > 0 OR (examines AND NOT preview))";

    private final ObjectMapper json;
    private final JavaType paperType;
    private final InstantSource clock;

    Announcements(ObjectMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
        this.paperType = json.getTypeFactory().constructCollectionType(List.class, AttemptFinished.PaperEntry.class);
    }

    /** Reads each attempt with its answers as of one moment, and holds no row of them. */
    List<AttemptFinished> due(Handle handle, Whose whose, int portion) {
        return handle.createQuery("""
                        SELECT attempt_id, learner_id, bank_id, mode, cohorts, status, started_at, finished_at, blueprint, preview,
                            paper_version, (
                            SELECT json_agg(json_build_object('position', paper.position, 'questionId', paper.question_id,
                                'revision', paper.revision, 'answerVersion', answer.version,
                                'unscored', CASE WHEN paper.position = ANY (unscored) THEN true END) ORDER BY paper.position)
                            FROM unnest(question_ids, revisions) WITH ORDINALITY AS paper (question_id, revision, position)
                                LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id
                                    AND answer.position = paper.position AND NOT answer.superseded) AS paper
                        FROM attempt WHERE <due>
                        ORDER BY attempt_id LIMIT :portion
                        """)
                .define("due", whose.due)
                .bind("portion", portion)
                .map((row, context) -> event(row))
                .list();
    }

    /**
     * When the first of those ended, or began, that are to be announced next; where an attempt ended elsewhere, nobody waits for it
     * here.
     */
    static Optional<Instant> oldest(Handle handle) {
        return handle.createQuery("""
                        SELECT min(CASE WHEN paper_version = 0 THEN started_at ELSE finished_at END) FROM (
                            SELECT paper_version, started_at, finished_at FROM attempt WHERE <due>
                            ORDER BY attempt_id LIMIT 1000) AS due
                        """)
                .define("due", Whose.LIVE.due)
                .map((row, context) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one();
    }

    /**
     * When it came about. What was loaded from another system came about here just now, whenever it had ended there: figures that
     * wait for it are no older for it.
     */
    Instant time(AttemptFinished event) {
        return event.mode().equals(Imported.NAME) ? clock.instant() : event.finishedAt();
    }

    /** Unless a later paper of the attempt is to be announced already. */
    static void mark(Handle handle, List<AttemptFinished> announced) {
        if (announced.isEmpty()) {
            return;
        }
        Columns.of(announced)
                .uuid("attempts", AttemptFinished::attemptId)
                .integer("papers", event -> Objects.requireNonNull(event.paperVersion()))
                .bindTo(handle.createUpdate("""
                        WITH held AS (
                            SELECT attempt_id
                            FROM attempt JOIN unnest(:attempts, :papers) AS told (attempt_id, paper) USING (attempt_id)
                            WHERE paper_version = paper
                            ORDER BY attempt_id FOR UPDATE OF attempt)
                        UPDATE attempt SET announced = true FROM held WHERE attempt.attempt_id = held.attempt_id
                        """))
                .execute();
    }

    private AttemptFinished event(ResultSet row) throws SQLException {
        AttemptStatus status = AttemptStatus.valueOf(row.getString("status"));
        return new AttemptFinished(
                row.getObject("attempt_id", UUID.class),
                row.getString("learner_id"),
                row.getObject("bank_id", UUID.class),
                row.getString("mode"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                ending(status),
                row.getTimestamp("started_at").toInstant(),
                status.isEnded() ? row.getTimestamp("finished_at").toInstant() : clock.instant(),
                paper(row.getString("paper")),
                row.getString("blueprint"),
                row.getBoolean("preview") ? true : null,
                row.getInt("paper_version"));
    }

    private static AttemptFinished.Ending ending(AttemptStatus status) {
        return switch (status) {
            case OPEN, PAUSED -> AttemptFinished.Ending.REOPENED;
            case FINISHED -> AttemptFinished.Ending.FINISHED;
            case EXPIRED -> AttemptFinished.Ending.EXPIRED;
            case VOIDED -> AttemptFinished.Ending.VOIDED;
        };
    }

    private List<AttemptFinished.PaperEntry> paper(String paper) {
        try {
            return json.readValue(paper, paperType);
        } catch (IOException e) {
            throw new UncheckedIOException("the paper can't be read", e);
        }
    }
}
