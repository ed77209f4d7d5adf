package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Makes answers durable. Whatever it returns is committed. */
@ApplicationScoped
class Answering {

    private record Asked(
            String status,
            UUID bankId,
            String mode,
            List<String> cohorts,
            @Nullable UUID questionId,
            int revision,
            Set<String> choiceIds,
            int selectMax) {}

    /** @param stored null where nothing new was stored */
    private record Outcome(Receipt receipt, @Nullable StoredAnswer stored) {}

    private record Newest(int version, Response response, Instant receivedAt, boolean graded) {}

    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final SubmittedRelay relay;
    private final InstantSource clock;

    Answering(Jdbi jdbi, SubmittedRelay relay, InstantSource clock) {
        this.jdbi = jdbi;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * Stores the answer as a new version, unless it equals the newest one, which is then returned as it is: so a client that
     * heard nothing may simply send again.
     *
     * @throws ProblemException if the attempt isn't the learner's, is finished, has no such position, the choices don't fit, or
     *     the answer is graded and so final
     */
    Receipt submit(String learnerId, UUID attemptId, int position, AnswerRequest request) {
        while (true) {
            try {
                Outcome outcome = jdbi.inTransaction(handle -> store(handle, learnerId, attemptId, position, request));
                if (outcome.stored() != null) {
                    relay.send(outcome.stored());
                }
                return outcome.receipt();
            } catch (JdbiException e) {
                // Two first answers at once: both saw none, and one of them stored version 1. The other looks again.
                if (!UNIQUE_VIOLATION.equals(SqlFailure.sqlState(e))) {
                    throw e;
                }
            }
        }
    }

    private Outcome store(Handle handle, String learnerId, UUID attemptId, int position, AnswerRequest request) {
        Asked asked = asked(handle, learnerId, attemptId, position);
        if (!asked.status().equals("OPEN")) {
            throw new ProblemException(
                    AttemptError.ATTEMPT_FINISHED, "Nothing was stored; start another attempt to practise on.");
        }
        UUID questionId = asked.questionId();
        if (questionId == null) {
            throw new ProblemException(
                    AttemptError.POSITION_UNKNOWN, "Positions count from 1 to the number of the attempt's questions.");
        }
        ChoiceResponse response = response(request, asked);
        UUID answerId = answerId(attemptId, position);
        Optional<Newest> newest = newest(handle, attemptId, position);
        if (newest.isPresent()) {
            Newest known = newest.get();
            if (known.response().equals(response)) {
                Receipt.Status status = known.graded() ? Receipt.Status.GRADED : Receipt.Status.PENDING;
                return new Outcome(new Receipt(answerId, known.version(), known.receivedAt(), status), null);
            }
            if (known.graded()) {
                throw new ProblemException(
                        AttemptError.ANSWER_FINAL, "In practice an answer is final once graded; nothing was stored.");
            }
        }
        int version = newest.map(Newest::version).orElse(0) + 1;
        StoredAnswer stored = new StoredAnswer(
                answerId,
                version,
                attemptId,
                position,
                learnerId,
                asked.bankId(),
                asked.mode(),
                asked.cohorts(),
                questionId,
                asked.revision(),
                response,
                clock.instant());
        insert(handle, stored);
        return new Outcome(new Receipt(answerId, version, stored.receivedAt(), Receipt.Status.PENDING), stored);
    }

    /** Holds the attempt's row shared until the commit: it can't be finished between this look and the insert. */
    private static Asked asked(Handle handle, String learnerId, UUID attemptId, int position) {
        return handle.createQuery("""
                        SELECT status, attempt.bank_id, mode, cohorts, question.question_id, question.revision, select_max,
                            ARRAY(SELECT jsonb_array_elements(choices) ->> 'id') AS choice_ids
                        FROM attempt LEFT JOIN question
                            ON question.question_id = question_ids[:position] AND question.revision = revisions[:position]
                        WHERE attempt_id = :attempt AND learner_id = :learner
                        FOR SHARE OF attempt
                        """)
                .bind("attempt", attemptId)
                .bind("learner", learnerId)
                .bind("position", position)
                .map((row, context) -> new Asked(
                        row.getString("status"),
                        row.getObject("bank_id", UUID.class),
                        row.getString("mode"),
                        List.of((String[]) row.getArray("cohorts").getArray()),
                        row.getObject("question_id", UUID.class),
                        row.getInt("revision"),
                        Set.of((String[]) row.getArray("choice_ids").getArray()),
                        row.getInt("select_max")))
                .findOne()
                .orElseThrow(() -> new ProblemException(
                        AttemptError.ATTEMPT_UNKNOWN, "No attempt " + attemptId + " belongs to the token's learner."));
    }

    private static ChoiceResponse response(AnswerRequest request, Asked asked) {
        List<String> choices = request.choices();
        if (choices == null || choices.isEmpty()) {
            throw invalid("Tick at least one choice: {\"choices\": [\"A\"]}.");
        }
        for (String choice : choices) {
            if (choice == null || !asked.choiceIds().contains(choice)) {
                throw invalid("The question has no choice " + choice + "; it has "
                        + String.join(", ", asked.choiceIds().stream().sorted().toList()) + ".");
            }
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            throw invalid("A choice is named twice.");
        }
        if (choices.size() > asked.selectMax()) {
            throw invalid("The question takes at most " + asked.selectMax() + " choices, not " + choices.size() + ".");
        }
        return ChoiceResponse.of(choices);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(AttemptError.INVALID_RESPONSE, detail).field("choices");
    }

    /** Locks the newest version against the grade that may be arriving, which would make it final. */
    private static Optional<Newest> newest(Handle handle, UUID attemptId, int position) {
        return handle.createQuery("""
                        SELECT version, response, received_at, graded_key_version IS NOT NULL AS graded FROM answer
                        WHERE attempt_id = :attempt AND position = :position AND NOT superseded
                        FOR UPDATE
                        """)
                .bind("attempt", attemptId)
                .bind("position", position)
                .map((row, context) -> new Newest(
                        row.getInt("version"),
                        EventJson.read(row.getString("response").getBytes(StandardCharsets.UTF_8), Response.class),
                        row.getTimestamp("received_at").toInstant(),
                        row.getBoolean("graded")))
                .findOne();
    }

    private static void insert(Handle handle, StoredAnswer answer) {
        if (answer.version() > 1) {
            handle.createUpdate("""
                            UPDATE answer SET superseded = true
                            WHERE attempt_id = :attempt AND position = :position AND NOT superseded
                            """)
                    .bind("attempt", answer.attemptId())
                    .bind("position", answer.position())
                    .execute();
        }
        handle.createUpdate("""
                        INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, response, received_at)
                        VALUES (:attempt, :position, :version, :answer, :question, :revision, CAST(:response AS jsonb), :now)
                        """)
                .bind("attempt", answer.attemptId())
                .bind("position", answer.position())
                .bind("version", answer.version())
                .bind("answer", answer.answerId())
                .bind("question", answer.questionId())
                .bind("revision", answer.revision())
                .bind("response", new String(EventJson.write(answer.response()), StandardCharsets.UTF_8))
                .bind("now", Timestamp.from(answer.receivedAt()))
                .execute();
    }

    /** The same attempt and position give the same id, so that no retry and no race can make a second answer. */
    static UUID answerId(UUID attemptId, int position) {
        return UUID.nameUUIDFromBytes((attemptId + "/" + position).getBytes(StandardCharsets.UTF_8));
    }
}
