package io.gradeflow.attempt.life;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Announces attempts that are over, or not over after all because they were reopened: sends what is marked as not announced and
 * marks it once acknowledged, in one transaction that holds the rows. A crash in between only sends again what readers recognise.
 */
@ApplicationScoped
public class FinishRelay {

    private static final int PORTION = 500;

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final ObjectMapper json;
    private final JavaType paperType;
    private final InstantSource clock;
    private @Nullable Relay relay;

    FinishRelay(Jdbi jdbi, EventPublisher publisher, ObjectMapper json, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.json = json;
        this.clock = clock;
        this.paperType = json.getTypeFactory().constructCollectionType(List.class, AttemptFinished.PaperEntry.class);
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("finish-relay", Duration.ofSeconds(5), this::announce);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Says that an attempt has ended, or its paper changed. */
    public void signal() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean announce() {
        return jdbi.inTransaction(handle -> {
            List<OutgoingEvent> events = handle.createQuery("""
                            WITH due AS (
                                SELECT attempt_id FROM attempt WHERE NOT announced AND paper_version > 0
                                LIMIT :portion FOR UPDATE SKIP LOCKED)
                            UPDATE attempt SET announced = true FROM due WHERE attempt.attempt_id = due.attempt_id
                            RETURNING attempt.attempt_id, learner_id, bank_id, mode, cohorts, status, started_at, finished_at, blueprint,
                                preview, paper_version, (
                                SELECT json_agg(json_build_object('position', paper.position, 'questionId', paper.question_id,
                                    'revision', paper.revision, 'answerVersion', answer.version,
                                    'unscored', CASE WHEN paper.position = ANY (unscored) THEN true END) ORDER BY paper.position)
                                FROM unnest(question_ids, revisions) WITH ORDINALITY AS paper (question_id, revision, position)
                                    LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id
                                        AND answer.position = paper.position AND NOT answer.superseded) AS paper
                            """)
                    .bind("portion", PORTION)
                    .map((row, context) -> finished(row))
                    .list();
            publisher.publish(events);
            return events.size() == PORTION;
        });
    }

    private OutgoingEvent finished(ResultSet row) throws SQLException {
        AttemptStatus status = AttemptStatus.valueOf(row.getString("status"));
        AttemptFinished event = new AttemptFinished(
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
        return OutgoingEvent.of(Topic.ATTEMPTS_FINISHED, event, event.finishedAt());
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
