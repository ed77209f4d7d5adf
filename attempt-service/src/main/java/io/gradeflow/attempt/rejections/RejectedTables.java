package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.rejections.RejectedRecord.Place;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.messaging.Projection.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes rejections, and marks the answers that they are of. Repeating it changes nothing. */
final class RejectedTables {

    /** @param count how often it was rejected since it was last looked at here */
    private record Rejected(UUID id, boolean known, RejectedRecord last, int count) {

        <T> @Nullable T answer(Function<AnswerSubmitted, T> field) {
            AnswerSubmitted answer = last.answer();
            return answer == null ? null : field.apply(answer);
        }
    }

    private RejectedTables() {}

    /**
     * A grade of the same version may be arriving. Whichever of the two takes the answer's row second sees what the other did:
     * the grade ends the rejection, here or there.
     */
    static void store(Handle handle, List<Told<AnswerRejected>> events) {
        List<RejectedRecord> records = events.stream().map(RejectedRecord::of).toList();
        Set<RejectedRecord> known = known(handle, records);
        Map<UUID, Rejected> fresh = new TreeMap<>();
        for (RejectedRecord one : unseen(handle, records, known)) {
            Rejected rejected = new Rejected(one.id(known.contains(one)), known.contains(one), one, 1);
            fresh.merge(
                    rejected.id(),
                    rejected,
                    (earlier, later) ->
                            new Rejected(later.id(), later.known(), later.last(), earlier.count() + later.count()));
        }
        if (!fresh.isEmpty()) {
            List<Rejected> rejected = List.copyOf(fresh.values());
            write(handle, rejected);
            List<Rejected> answers = rejected.stream().filter(Rejected::known).toList();
            mark(handle, answers);
            resolveGraded(handle, answers);
        }
    }

    /** Those that are of an answer which was sent from here, under a key that is known here. */
    private static Set<RejectedRecord> known(Handle handle, List<RejectedRecord> records) {
        List<RejectedRecord> readable =
                records.stream().filter(one -> one.answer() != null).toList();
        return Columns.of(readable)
                .uuid("attempts", one -> answer(one).attemptId())
                .integer("positions", one -> answer(one).position())
                .integer("versions", one -> answer(one).answerVersion())
                .integer("keyVersions", one -> answer(one).keyVersion())
                .uuid("questions", one -> answer(one).questionId())
                .integer("revisions", one -> answer(one).revision())
                .uuid("banks", one -> answer(one).bankId())
                .bindTo(handle.createQuery("""
                        SELECT n FROM unnest(:attempts, :positions, :versions, :keyVersions, :questions, :revisions, :banks)
                                WITH ORDINALITY AS told (attempt_id, position, version, key_version, question_id, revision, bank_id, n)
                            JOIN answer USING (attempt_id, position, version, question_id, revision)
                            JOIN attempt USING (attempt_id, bank_id)
                            LEFT JOIN answer_key USING (question_id, revision)
                        WHERE told.key_version <= coalesce(answer_key.key_version, 0)
                        """))
                .map((row, context) -> readable.get(row.getInt("n") - 1))
                .collect(Collectors.toSet());
    }

    private static AnswerSubmitted answer(RejectedRecord one) {
        return Objects.requireNonNull(one.answer());
    }

    /** In the order of their time; a record that was told before is left out, and so is all but one that is told here twice. */
    private static List<RejectedRecord> unseen(Handle handle, List<RejectedRecord> records, Set<RejectedRecord> known) {
        Map<Place, RejectedRecord> byPlace = new HashMap<>();
        records.forEach(one -> byPlace.put(one.place(), one));
        List<RejectedRecord> distinct = new ArrayList<>(byPlace.values());
        List<RejectedRecord> unseen = Columns.of(distinct)
                .text("topics", one -> one.event().topic())
                .integer("partitions", one -> one.event().partition())
                .bigint("offsets", one -> one.event().offset())
                .uuid("ids", one -> one.id(known.contains(one)))
                .bindTo(handle.createQuery("""
                        INSERT INTO rejection (topic, partition, record_offset, rejected_id)
                        SELECT * FROM unnest(:topics, :partitions, :offsets, :ids) AS told (topic, partition, record_offset, id)
                        ORDER BY topic, partition, record_offset
                        ON CONFLICT DO NOTHING
                        RETURNING topic, partition, record_offset
                        """))
                .map((row, context) -> Objects.requireNonNull(byPlace.get(
                        new Place(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset")))))
                .list();
        return unseen.stream()
                .sorted(Comparator.comparing(RejectedRecord::at)
                        .thenComparing(one -> one.event().offset()))
                .toList();
    }

    /** A further rejection ends a replay that was under way, and a dismissal. */
    private static void write(Handle handle, List<Rejected> rejected) {
        Columns.of(rejected)
                .uuid("ids", Rejected::id)
                .text("reasons", one -> one.last().event().reason().name())
                .text(
                        "details",
                        one -> RejectedRecord.storable(one.last().event().detail()))
                .text("topics", one -> one.last().event().topic())
                .integer("partitions", one -> one.last().event().partition())
                .bigint("offsets", one -> one.last().event().offset())
                .text("keys", one -> RejectedRecord.storable(one.last().event().key()))
                .bytes("payloads", one -> one.last().payload())
                .uuid("attempts", one -> one.answer(AnswerSubmitted::attemptId))
                .integer("positions", one -> one.answer(AnswerSubmitted::position))
                .integer("versions", one -> one.answer(AnswerSubmitted::answerVersion))
                .integer("keyVersions", one -> one.answer(AnswerSubmitted::keyVersion))
                .uuid("questions", one -> one.answer(AnswerSubmitted::questionId))
                .integer("revisions", one -> one.answer(AnswerSubmitted::revision))
                .uuid("banks", one -> one.answer(AnswerSubmitted::bankId))
                .bool("knowns", Rejected::known)
                .integer("counts", Rejected::count)
                .instant("times", one -> one.last().at())
                .bindTo(handle.createUpdate("""
                        INSERT INTO rejected_answer AS held (rejected_id, reason, detail, topic, partition, record_offset, record_key,
                            payload, attempt_id, position, answer_version, key_version, question_id, revision, bank_id, known,
                            rejections, first_rejected_at, rejected_at)
                        SELECT id, reason, detail, topic, partition, record_offset, record_key, payload, attempt_id, position,
                            version, key_version, question_id, revision, bank_id, known, count, at, at
                        FROM unnest(:ids, :reasons, :details, :topics, :partitions, :offsets, :keys, :payloads, :attempts,
                                :positions, :versions, :keyVersions, :questions, :revisions, :banks, :knowns, :counts, :times)
                            AS told (id, reason, detail, topic, partition, record_offset, record_key, payload, attempt_id,
                                position, version, key_version, question_id, revision, bank_id, known, count, at)
                        ORDER BY id
                        ON CONFLICT (rejected_id) DO UPDATE SET
                            reason = excluded.reason, detail = excluded.detail, topic = excluded.topic,
                            partition = excluded.partition, record_offset = excluded.record_offset, payload = excluded.payload,
                            key_version = excluded.key_version, rejections = held.rejections + excluded.rejections,
                            rejected_at = excluded.rejected_at, replayed_at = NULL, resolved_at = NULL, dismissed_at = NULL,
                            dismissed_by = NULL
                        """))
                .execute();
    }

    /**
     * What is rejected isn't awaited any more, so that it isn't sent again for ever. What was sent under a newer key since still
     * is.
     */
    private static void mark(Handle handle, List<Rejected> answers) {
        keys(answers)
                .integer("keyVersions", one -> one.answer(AnswerSubmitted::keyVersion))
                .bindTo(handle.createUpdate("""
                        WITH told AS (
                            SELECT * FROM unnest(:attempts, :positions, :versions, :keyVersions)
                                AS t (attempt_id, position, version, key_version)),
                        held AS (
                            SELECT told.* FROM answer JOIN told USING (attempt_id, position, version)
                            ORDER BY attempt_id, position, version FOR UPDATE OF answer)
                        UPDATE answer SET
                            rejected_key_version = greatest(rejected_key_version, held.key_version),
                            awaiting = awaiting AND coalesce(sent_key_version > held.key_version, false)
                        FROM held
                        WHERE answer.attempt_id = held.attempt_id AND answer.position = held.position
                            AND answer.version = held.version
                            AND (graded_key_version IS NULL OR graded_key_version < held.key_version)
                        """))
                .execute();
    }

    /** Their rows are held by now, so a grade is here, or will come to see this rejection. */
    private static void resolveGraded(Handle handle, List<Rejected> answers) {
        Columns.of(answers)
                .uuid("ids", Rejected::id)
                .bindTo(handle.createUpdate("""
                        UPDATE rejected_answer SET resolved_at = now()
                        FROM answer
                        WHERE rejected_id = ANY (:ids) AND answer.attempt_id = rejected_answer.attempt_id
                            AND answer.position = rejected_answer.position AND graded_key_version IS NOT NULL
                            AND (answer.version > answer_version
                                OR (answer.version = answer_version AND graded_key_version >= rejected_answer.key_version))
                        """))
                .execute();
    }

    private static Columns<Rejected> keys(List<Rejected> answers) {
        return Columns.of(answers)
                .uuid("attempts", one -> one.answer(AnswerSubmitted::attemptId))
                .integer("positions", one -> one.answer(AnswerSubmitted::position))
                .integer("versions", one -> one.answer(AnswerSubmitted::answerVersion));
    }
}
