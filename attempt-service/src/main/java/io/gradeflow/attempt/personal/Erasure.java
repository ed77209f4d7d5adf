package io.gradeflow.attempt.personal;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the erasing of somebody's personal data has come.
 *
 * @param state {@code RUNNING} until tables and account are done, then {@code IN_LOGS} while the topics that graders read may still
 *     hold what was typed, then {@code DONE}; {@code BY_HAND} where all of it is done but the account, which an administrator has to
 *     delete at the issuer
 * @param textsErasedAt when nothing that was typed was left in the tables; null until then, which takes as long as answers wait for
 *     their grade
 * @param account at the issuer: {@code WAITING}, {@code DELETED}, {@code ABSENT} where there is none, {@code BY_HAND} where an
 *     administrator has to delete it there, because no address of the issuer's is set
 * @param logsUntil when the topics will have dropped it, as they are kept unless an operator decides otherwise; null while {@code RUNNING}
 * @param trouble what keeps the account waiting
 */
@Schema(example = """
        {"learner": "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10", "state": "IN_LOGS", "requestedAt": "2026-01-31T09:30:00Z",
         "requestedBy": "9d1a…", "textsErasedAt": "2026-01-31T09:30:01Z", "account": "DELETED",
         "logsUntil": "2026-02-07T09:30:01Z"}""")
record Erasure(
        String learner,
        State state,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant textsErasedAt,
        String account,
        @Nullable Instant logsUntil,
        @Nullable String trouble) {

    enum State {
        RUNNING,
        IN_LOGS,
        BY_HAND,
        DONE
    }

    static final String WAITING = "WAITING";

    /** So long the topics of answers keep a record. Segments are dropped as a whole, so it takes a little longer. */
    private static final Duration IN_LOGS =
            Topic.ANSWERS_SUBMITTED.kept().retention().orElseThrow();

    static Erasure of(ResultSet row, Instant now) throws SQLException {
        Instant texts = Rows.instant(row, "texts_at");
        String account = row.getString("account");
        boolean running = texts == null || account.equals(WAITING);
        Instant logs = texts == null || running ? null : texts.plus(IN_LOGS);
        return new Erasure(
                row.getString("learner_id"),
                state(account, logs, now),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("requested_by"),
                texts,
                account,
                logs,
                row.getString("trouble"));
    }

    private static State state(String account, @Nullable Instant logs, Instant now) {
        if (logs == null) {
            return State.RUNNING;
        }
        if (now.isBefore(logs)) {
            return State.IN_LOGS;
        }
        return account.equals(Accounts.Outcome.BY_HAND.name()) ? State.BY_HAND : State.DONE;
    }
}
