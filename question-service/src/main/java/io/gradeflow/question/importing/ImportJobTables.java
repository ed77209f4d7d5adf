package io.gradeflow.question.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.question.importing.ImportView.Counts;
import io.gradeflow.question.importing.ImportView.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Imports that go on after their answers, and what becomes of their questions. Whatever has ended stays as it is. */
final class ImportJobTables {

    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ImportJobTables() {}

    static void create(
            Handle handle,
            UUID id,
            UUID bankId,
            Format format,
            @Nullable String encoding,
            boolean dryRun,
            String author) {
        handle.createUpdate("""
                INSERT INTO import_job (id, bank_id, state, format, encoding, dry_run, created_at, created_by, heartbeat_at)
                VALUES (:id, :bank, 'QUEUED', :format, :encoding, :dryRun, clock_timestamp(), :author, clock_timestamp())
                """)
                .bind("id", id)
                .bind("bank", bankId)
                .bind("format", format.parameter())
                .bind("encoding", encoding)
                .bind("dryRun", dryRun)
                .bind("author", author)
                .execute();
    }

    /** False where the import has ended. */
    static boolean advance(Handle handle, UUID id, ImportState state, int questions, int decided) {
        return handle.createUpdate("""
                        UPDATE import_job SET state = :state, questions = :questions, decided = :decided,
                            heartbeat_at = clock_timestamp()
                        WHERE id = :id AND ended_at IS NULL
                        """)
                        .bind("id", id)
                        .bind("state", state)
                        .bind("questions", questions)
                        .bind("decided", decided)
                        .execute()
                > 0;
    }

    /** False where it had ended before. */
    static boolean done(Handle handle, UUID id, int revision) {
        return handle.createUpdate("""
                        UPDATE import_job SET state = 'DONE', revision = :revision, decided = questions, ended_at = clock_timestamp()
                        WHERE id = :id AND ended_at IS NULL
                        """)
                        .bind("id", id)
                        .bind("revision", revision)
                        .execute()
                > 0;
    }

    /** False where it had ended before. What was decided so far came to nothing. */
    static boolean end(Handle handle, UUID id, ImportState state, @Nullable Reason reason) {
        boolean ended = handle.createUpdate("""
                        UPDATE import_job SET state = :state, error_code = :code, error_detail = :detail, ended_at = clock_timestamp()
                        WHERE id = :id AND ended_at IS NULL
                        """)
                        .bind("id", id)
                        .bind("state", state)
                        .bind("code", reason == null ? null : reason.code())
                        .bind("detail", reason == null ? null : reason.detail())
                        .execute()
                > 0;
        if (ended) {
            handle.execute("DELETE FROM import_verdict WHERE import_id = ?", id);
        }
        return ended;
    }

    static void beat(Handle handle, Collection<UUID> ids) {
        handle.createUpdate(
                        "UPDATE import_job SET heartbeat_at = clock_timestamp() WHERE id = ANY (:ids) AND ended_at IS NULL")
                .bindArray("ids", UUID.class, ids)
                .execute();
    }

    /** Those that nobody works at any more, because their process has gone. */
    static List<UUID> abandoned(Handle handle, Duration silence) {
        return handle.createQuery("""
                SELECT id FROM import_job WHERE ended_at IS NULL AND heartbeat_at < clock_timestamp() - :silence * interval '1 second'
                """)
                .bind("silence", silence.toSeconds())
                .mapTo(UUID.class)
                .list();
    }

    /** Of the one that ended first, a portion of its verdicts, or with the last of them all that is left. */
    static void forget(Handle handle, Duration after) {
        Optional<UUID> oldest = handle.createQuery("""
                        SELECT id FROM import_job WHERE ended_at < clock_timestamp() - :after * interval '1 second'
                        ORDER BY ended_at LIMIT 1
                        """)
                .bind("after", after.toSeconds())
                .mapTo(UUID.class)
                .findOne();
        oldest.ifPresent(id -> {
            int gone = handle.createUpdate("""
                            DELETE FROM import_verdict WHERE import_id = :id AND number IN (
                                SELECT number FROM import_verdict WHERE import_id = :id ORDER BY number LIMIT :most)
                            """)
                    .bind("id", id)
                    .bind("most", FORGOTTEN_AT_ONCE)
                    .execute();
            if (gone < FORGOTTEN_AT_ONCE) {
                handle.execute("DELETE FROM import_job WHERE id = ?", id);
            }
        });
    }

    /** @param before how many the import has already */
    static void addFiles(Handle handle, UUID id, int before, List<ReadPart.ReadFileName> files) {
        if (files.isEmpty()) {
            return;
        }
        Columns.of(files)
                .text("names", ReadPart.ReadFileName::name)
                .text("formats", ReadPart.ReadFileName::format)
                .bindTo(handle.createUpdate("""
                    INSERT INTO import_file (import_id, position, name, format)
                    SELECT :id, :before + place, name, format
                    FROM unnest(:names, :formats) WITH ORDINALITY AS t (name, format, place)
                    """))
                .bind("id", id)
                .bind("before", before)
                .execute();
    }

    static void addVerdicts(Handle handle, UUID id, List<Verdict> verdicts) {
        Columns.of(verdicts)
                .integer("numbers", Verdict::number)
                .text("statuses", verdict -> verdict.status().name())
                .bool("untagged", Verdict::isUntagged)
                .text("files", Verdict::file)
                .text("verdicts", ImportJobTables::written)
                .bindTo(handle.createUpdate("""
                    INSERT INTO import_verdict (import_id, number, status, untagged, file, verdict)
                    SELECT :id, * FROM unnest(:numbers, :statuses, :untagged, :files, :verdicts)
                    """))
                .bind("id", id)
                .execute();
    }

    /** @param status null for all */
    static List<Verdict> verdicts(Handle handle, UUID id, int after, Verdict.@Nullable Status status, int most) {
        return handle.createQuery("""
                SELECT verdict FROM import_verdict
                WHERE import_id = :id AND number > :after AND (:status::text IS NULL OR status = :status)
                ORDER BY number LIMIT :most
                """)
                .bind("id", id)
                .bind("after", after)
                .bind("status", status == null ? null : status.name())
                .bind("most", most)
                .mapTo(String.class)
                .map(ImportJobTables::read)
                .list();
    }

    private static String written(Verdict verdict) {
        try {
            return JSON.writeValueAsString(verdict);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("verdicts are plain text and can always be written", e);
        }
    }

    private static Verdict read(String verdict) {
        try {
            return JSON.readValue(verdict, Verdict.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored verdict can't be read", e);
        }
    }

    static Optional<ImportView> find(Handle handle, UUID id) {
        return Optional.ofNullable(find(handle, List.of(id)).get(id));
    }

    static Map<UUID, ImportView> find(Handle handle, Collection<UUID> ids) {
        Map<UUID, ImportView> found = new HashMap<>();
        handle.createQuery("""
                SELECT import_job.*, slug, published >= import_job.revision AS is_published
                FROM import_job JOIN bank ON bank.id = bank_id WHERE import_job.id = ANY (:ids)
                """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> view(handle, row))
                .forEach(view -> found.put(view.id(), view));
        return found;
    }

    private static ImportView view(Handle handle, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        ImportState state = ImportState.valueOf(row.getString("state"));
        boolean done = state == ImportState.DONE;
        String code = row.getString("error_code");
        Instant ended = row.getTimestamp("ended_at") == null
                ? null
                : row.getTimestamp("ended_at").toInstant();
        return new ImportView(
                id,
                row.getString("slug"),
                state,
                row.getString("format"),
                row.getString("encoding"),
                row.getBoolean("dry_run"),
                row.getTimestamp("created_at").toInstant(),
                ended,
                row.getInt("questions"),
                row.getInt("decided"),
                done ? counts(handle, id) : null,
                done ? files(handle, id) : null,
                done && !row.getBoolean("dry_run") && row.getBoolean("is_published"),
                code == null ? null : new Reason(code, row.getString("error_detail")));
    }

    private static Counts counts(Handle handle, UUID id) {
        return handle.createQuery("""
                SELECT count(*) FILTER (WHERE status = 'IMPORTED') AS imported, count(*) FILTER (WHERE status = 'UPDATED') AS updated,
                    count(*) FILTER (WHERE status = 'UNCHANGED') AS unchanged,
                    count(*) FILTER (WHERE status = 'REJECTED') AS rejected, count(*) FILTER (WHERE untagged) AS untagged
                FROM import_verdict WHERE import_id = :id
                """)
                .bind("id", id)
                .map((row, context) -> new Counts(
                        row.getInt("imported"),
                        row.getInt("updated"),
                        row.getInt("unchanged"),
                        row.getInt("rejected"),
                        row.getInt("untagged")))
                .one();
    }

    private static @Nullable List<FileReport> files(Handle handle, UUID id) {
        List<FileReport> files = handle.createQuery("""
                SELECT name, format, count(*) FILTER (WHERE status = 'IMPORTED') AS imported,
                    count(*) FILTER (WHERE status = 'UPDATED') AS updated, count(*) FILTER (WHERE status = 'UNCHANGED') AS unchanged,
                    count(*) FILTER (WHERE status = 'REJECTED') AS rejected, count(*) FILTER (WHERE untagged) AS untagged
                FROM import_file f LEFT JOIN import_verdict v ON v.import_id = f.import_id AND v.file = f.name
                WHERE f.import_id = :id GROUP BY position, name, format ORDER BY position
                """)
                .bind("id", id)
                .map((row, context) -> file(row))
                .list();
        return files.isEmpty() ? null : files;
    }

    private static FileReport file(ResultSet row) throws SQLException {
        Map<Verdict.Status, Integer> counts = new EnumMap<>(Verdict.Status.class);
        for (Verdict.Status status : Verdict.Status.values()) {
            counts.put(status, row.getInt(status.lowerCase()));
        }
        return FileReport.of(
                new ReadPart.ReadFileName(row.getString("name"), row.getString("format")),
                counts,
                row.getInt("untagged"));
    }
}
