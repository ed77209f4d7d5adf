package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.catalog.Questions;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Makes answers durable. Whatever it returns is committed. */
@ApplicationScoped
class Answering {

    private record Asked(
            AttemptStatus status,
            @Nullable Instant deadline,
            UUID bankId,
            String mode,
            List<String> cohorts,
            @Nullable String blueprint,
            boolean preview,
            boolean lookedUp,
            @Nullable UUID questionId,
            int revision) {}

    /** @param stored null where nothing new was stored */
    private record Outcome(Receipt receipt, @Nullable StoredAnswer stored) {}

    private record Newest(int version, @Nullable Response response, Instant receivedAt, boolean graded) {}

    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final SubmittedRelay relay;
    private final Modes modes;
    private final Questions questions;
    private final InstantSource clock;
    private final Duration grace;

    Answering(
            Jdbi jdbi,
            SubmittedRelay relay,
            Modes modes,
            Questions questions,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.attempts.grace", defaultValue = "5S") Duration grace) {
        this.jdbi = jdbi;
        this.relay = relay;
        this.modes = modes;
        this.questions = questions;
        this.clock = clock;
        this.grace = grace;
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
        Instant now = clock.instant();
        requireOpen(asked, now);
        UUID questionId = asked.questionId();
        if (questionId == null) {
            throw new ProblemException(
                    AttemptError.POSITION_UNKNOWN, "Positions count from 1 to the number of the attempt's questions.");
        }
        Mode mode = modes.of(asked.mode());
        Response response = response(handle, request, questionId, asked.revision());
        UUID answerId = answerId(attemptId, position);
        Optional<Newest> newest = newest(handle, attemptId, position);
        if (newest.isPresent()) {
            Newest known = newest.get();
            if (Objects.equals(known.response(), response)) {
                boolean tellsGrade = known.graded() && mode.feedback() == Mode.Feedback.AFTER_EACH_ANSWER;
                Receipt.Status status = tellsGrade ? Receipt.Status.GRADED : Receipt.Status.PENDING;
                return new Outcome(new Receipt(answerId, known.version(), known.receivedAt(), status), null);
            }
            // A cleared answer tells nothing of the key when it is graded, so it may still be given.
            if (known.graded() && known.response() != null && mode.finalOnceGraded()) {
                throw new ProblemException(
                        AttemptError.ANSWER_FINAL, "In this mode an answer is final once graded; nothing was stored.");
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
                null,
                now,
                asked.blueprint(),
                asked.preview());
        insert(handle, stored);
        return new Outcome(new Receipt(answerId, version, stored.receivedAt(), Receipt.Status.PENDING), stored);
    }

    /** Holds the attempt's row shared until the commit: it can't be finished between this look and the insert. */
    private static Asked asked(Handle handle, String learnerId, UUID attemptId, int position) {
        return handle.createQuery("""
                        SELECT status, deadline, bank_id, mode, cohorts, blueprint, preview,
                            question_ids[:position] AS question_id, revisions[:position] AS revision,
                            NOT examines AND NOT preview AND EXISTS (
                                SELECT FROM attempt exam WHERE exam.learner_id = attempt.learner_id
                                    AND exam.bank_id = attempt.bank_id AND exam.examines AND exam.status = 'OPEN'
                                    AND NOT exam.preview) AS looked_up
                        FROM attempt WHERE attempt_id = :attempt AND learner_id = :learner
                        FOR SHARE OF attempt
                        """)
                .bind("attempt", attemptId)
                .bind("learner", learnerId)
                .bind("position", position)
                .map((row, context) -> asked(row))
                .findOne()
                .orElseThrow(() -> AttemptError.unknown(attemptId));
    }

    private static Asked asked(ResultSet row) throws SQLException {
        Timestamp deadline = row.getTimestamp("deadline");
        return new Asked(
                AttemptStatus.valueOf(row.getString("status")),
                deadline == null ? null : deadline.toInstant(),
                row.getObject("bank_id", UUID.class),
                row.getString("mode"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                row.getString("blueprint"),
                row.getBoolean("preview"),
                row.getBoolean("looked_up"),
                row.getObject("question_id", UUID.class),
                row.getInt("revision"));
    }

    private void requireOpen(Asked asked, Instant now) {
        Instant deadline = asked.deadline();
        if (asked.status().isEnded() || (deadline != null && now.isAfter(deadline.plus(grace)))) {
            throw new ProblemException(AttemptError.ATTEMPT_FINISHED, "Nothing was stored; the attempt is over.");
        }
        if (asked.status() == AttemptStatus.PAUSED) {
            throw new ProblemException(AttemptError.ATTEMPT_PAUSED, "Nothing was stored; resume the attempt first.");
        }
        if (asked.lookedUp()) {
            throw new ProblemException(
                    AttemptError.EXAM_OPEN, "Nothing was stored; finish your exam over this bank first.");
        }
    }

    /** @return null where the answer is cleared */
    private @Nullable Response response(Handle handle, AnswerRequest request, UUID questionId, int revision) {
        List<String> choices = request.choices();
        if (choices == null) {
            throw invalid("Name the choices ticked: {\"choices\": [\"A\"]}, or none to clear the answer.");
        }
        Question.Ref ref = new Question.Ref(questionId, revision);
        Question question =
                Objects.requireNonNull(questions.of(handle, List.of(ref)).get(ref));
        Set<String> ids = question.choiceIds();
        for (String choice : choices) {
            if (choice == null || !ids.contains(choice)) {
                throw invalid("The question has no choice " + choice + "; it has "
                        + String.join(", ", ids.stream().sorted().toList()) + ".");
            }
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            throw invalid("A choice is named twice.");
        }
        if (choices.size() > question.selectMax()) {
            throw invalid(
                    "The question takes at most " + question.selectMax() + " choices, not " + choices.size() + ".");
        }
        return choices.isEmpty() ? null : ChoiceResponse.of(choices);
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
                        StoredAnswer.response(row.getString("response")),
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
                .bind("response", json(answer.response()))
                .bind("now", Timestamp.from(answer.receivedAt()))
                .execute();
    }

    private static @Nullable String json(@Nullable Response response) {
        return response == null ? null : new String(EventJson.write(response), StandardCharsets.UTF_8);
    }

    /** The same attempt and position give the same id, so that no retry and no race can make a second answer. */
    static UUID answerId(UUID attemptId, int position) {
        return UUID.nameUUIDFromBytes((attemptId + "/" + position).getBytes(StandardCharsets.UTF_8));
    }
}
