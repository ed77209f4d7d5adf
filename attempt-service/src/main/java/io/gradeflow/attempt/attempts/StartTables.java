package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.BankContents;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.life.Journal;
import io.gradeflow.attempt.sittings.Admission;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what decides about starts, and stores attempts, many at once. */
final class StartTables {

    /** The attempt that was started under the same idempotency key. */
    record Earlier(UUID attemptId, String digest) {

        /** @throws ProblemException with 422 if the request under the key was another then */
        UUID madeBy(IdempotencyKey key) {
            if (!digest.equals(key.digest())) {
                throw new ProblemException(
                                AttemptError.IDEMPOTENCY_KEY_REUSED,
                                "You have sent another request under this key; take a new key for a new request.")
                        .field("Idempotency-Key");
            }
            return attemptId;
        }
    }

    /**
     * An attempt as it is stored.
     *
     * @param admission null outside of sittings, and for the staff
     */
    record Row(
            Start start,
            List<String> cohorts,
            @Nullable Instant deadline,
            @Nullable Admission admission) {

        int extraMinutes() {
            return admission == null ? 0 : admission.extraMinutes();
        }

        /** For the journal; empty without extra time. */
        Optional<Journal.Line> extraTime() {
            return admission == null ? Optional.empty() : admission.extraTime(start.attemptId());
        }
    }

    private StartTables() {}

    static Optional<Earlier> earlier(Handle handle, String learnerId, IdempotencyKey key) {
        return handle.createQuery("""
                        SELECT attempt_id, request_digest FROM attempt
                        WHERE learner_id = :learner AND idempotency_key = :key
                        """)
                .bind("learner", learnerId)
                .bind("key", key.key())
                .map((row, context) ->
                        new Earlier(row.getObject("attempt_id", UUID.class), row.getString("request_digest")))
                .findOne();
    }

    static boolean hasOpenExam(Handle handle, String learnerId, Bank bank) {
        return handle.createQuery("""
                        SELECT EXISTS (
                            SELECT FROM attempt WHERE learner_id = :learner AND bank_id = :bank
                                AND examines AND status = 'OPEN' AND NOT preview)
                        """)
                .bind("learner", learnerId)
                .bind("bank", bank.id())
                .mapTo(boolean.class)
                .one();
    }

    /** By the id of the attempt that would be the second. */
    static Map<UUID, Earlier> earlier(Handle handle, List<Start> starts) {
        List<Start> keyed =
                starts.stream().filter(start -> start.idempotencyKey() != null).toList();
        if (keyed.isEmpty()) {
            return Map.of();
        }
        return Columns.of(keyed)
                .text("learners", Start::learnerId)
                .text("keys", StartTables::key)
                .bindTo(handle.createQuery("""
                        SELECT n, attempt_id, request_digest
                        FROM unnest(:learners, :keys) WITH ORDINALITY AS asked (learner_id, idempotency_key, n)
                            JOIN attempt USING (learner_id, idempotency_key)
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(
                            keyed.get(row.getInt("n") - 1).attemptId(),
                            new Earlier(row.getObject("attempt_id", UUID.class), row.getString("request_digest")));
                    return found;
                });
    }

    /** The ids of those whose learner has an exam over the same bank open. */
    static Set<UUID> withOpenExam(Handle handle, List<Start> starts) {
        return Columns.of(starts)
                .text("learners", Start::learnerId)
                .uuid("banks", start -> start.bank().id())
                .bindTo(handle.createQuery("""
                        SELECT n FROM unnest(:learners, :banks) WITH ORDINALITY AS asked (learner_id, bank_id, n)
                            JOIN attempt USING (learner_id, bank_id)
                        WHERE examines AND status = 'OPEN' AND NOT preview
                        """))
                .reduceResultSet(new HashSet<>(), (found, row, context) -> {
                    found.add(starts.get(row.getInt("n") - 1).attemptId());
                    return found;
                });
    }

    /**
     * Two exams of a learner over a bank, or two under the same idempotency key, that are started at once by two instances: one of
     * them meets the unique index, is tried again and sees the other.
     */
    static void insert(Handle handle, List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        Columns.of(rows)
                .uuid("attempts", row -> row.start().attemptId())
                .uuid("banks", row -> row.start().bank().id())
                .integer("revisionsOfBanks", row -> row.start().bank().revision())
                .text("learners", row -> row.start().learnerId())
                .text("modes", row -> row.start().mode().name())
                .text("cohorts", row -> ArrayText.ofTexts(row.cohorts()))
                .text(
                        "questions",
                        row -> ArrayText.of(
                                questions(row), entry -> entry.questionId().toString()))
                .text("revisions", row -> ArrayText.of(questions(row), entry -> Integer.toString(entry.revision())))
                .text(
                        "unscored",
                        row -> ArrayText.of(
                                row.start().paper().unscored().stream().sorted().toList(), Object::toString))
                .bigint("seeds", row -> row.start().seed())
                .bool("examine", row -> row.start().mode().examines())
                .bool("previews", row -> row.start().preview())
                .text(
                        "blueprints",
                        row -> row.start().blueprint() == null
                                ? null
                                : row.start().blueprint().name())
                .integer("minutes", row -> of(row, Blueprint::minutes))
                .integer("passMarks", row -> of(row, Blueprint::passMark))
                .integer("minima", row -> of(row, blueprint -> blueprint.scale().min()))
                .integer("maxima", row -> of(row, blueprint -> blueprint.scale().max()))
                .instant("deadlines", Row::deadline)
                .uuid("sittings", row -> row.start().sittingId())
                .integer("extra", Row::extraMinutes)
                .text("keys", row -> key(row.start()))
                .text(
                        "digests",
                        row -> row.start().idempotencyKey() == null
                                ? null
                                : row.start().idempotencyKey().digest())
                .bindTo(handle.createUpdate("""
                        WITH begun AS (
                            SELECT * FROM unnest(:attempts, :banks, :revisionsOfBanks, :learners, :modes, :cohorts, :questions,
                                    :revisions, :unscored, :seeds, :examine, :previews, :blueprints, :minutes, :passMarks, :minima,
                                    :maxima, :deadlines, :sittings, :extra, :keys, :digests)
                                AS b (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, question_ids, revisions,
                                    unscored, seed, examines, preview, blueprint, minutes, pass_mark, scale_min, scale_max,
                                    deadline, sitting_id, extra_minutes, idempotency_key, request_digest)),
                        stored AS (
                            INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                                question_ids, revisions, unscored, seed, examines, preview, blueprint, minutes, pass_mark,
                                scale_min, scale_max, deadline, sitting_id, extra_minutes, idempotency_key, request_digest)
                            SELECT attempt_id, bank_id, bank_revision, learner_id, mode,
                                cohorts::text[], :open, :now, question_ids::uuid[],
                                revisions::int[], unscored::int[], seed, examines, preview, blueprint, minutes, pass_mark,
                                scale_min, scale_max, deadline, sitting_id, extra_minutes, idempotency_key, request_digest
                            FROM begun)
                        INSERT INTO attempt_progress (attempt_id) SELECT attempt_id FROM begun
                        """))
                .bind("open", AttemptStatus.OPEN.name())
                .bind("now", Timestamp.from(now))
                .execute();
    }

    private static List<BankContents.Entry> questions(Row row) {
        return row.start().paper().questions();
    }

    private static @Nullable Integer of(Row row, ToIntFunction<Blueprint> value) {
        Blueprint blueprint = row.start().blueprint();
        return blueprint == null ? null : (Integer) value.applyAsInt(blueprint);
    }

    private static @Nullable String key(Start start) {
        IdempotencyKey key = start.idempotencyKey();
        return key == null ? null : key.key();
    }
}
