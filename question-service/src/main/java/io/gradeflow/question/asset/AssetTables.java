package io.gradeflow.question.asset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The pictures of banks. */
public final class AssetTables {

    private static final String VIEW =
            "SELECT name, media_type, width, height, octet_length(content) AS size, digest, changed_at, changed_by FROM bank_asset ";

    /** How many pictures, and bytes of them. */
    record Sum(int count, long bytes) {}

    /** A picture's bytes. */
    public record Stored(String mediaType, String digest, byte[] content) {}

    private AssetTables() {}

    /** By name. */
    static List<AssetView> after(Handle handle, UUID bankId, String name, int limit) {
        return handle.createQuery(
                        VIEW
                                + "WHERE bank_id = :bank AND name COLLATE \"C\" > :name ORDER BY name COLLATE \"C\" LIMIT :limit")
                .bind("bank", bankId)
                .bind("name", name)
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list();
    }

    static Optional<AssetView> view(Handle handle, UUID bankId, String name) {
        return handle.createQuery(VIEW + "WHERE bank_id = :bank AND name = :name")
                .bind("bank", bankId)
                .bind("name", name)
                .map((row, context) -> view(row))
                .findOne();
    }

    public static Optional<Stored> find(Handle handle, UUID bankId, String name) {
        return handle.createQuery(
                        "SELECT media_type, digest, content FROM bank_asset WHERE bank_id = :bank AND name = :name")
                .bind("bank", bankId)
                .bind("name", name)
                .map((row, context) ->
                        new Stored(row.getString("media_type"), row.getString("digest"), row.getBytes("content")))
                .findOne();
    }

    /** SHA-256 of its bytes. */
    static Optional<String> digest(Handle handle, UUID bankId, String name) {
        return handle.createQuery("SELECT digest FROM bank_asset WHERE bank_id = :bank AND name = :name")
                .bind("bank", bankId)
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    public static Set<String> names(Handle handle, UUID bankId) {
        return handle.createQuery("SELECT name FROM bank_asset WHERE bank_id = :bank")
                .bind("bank", bankId)
                .mapTo(String.class)
                .set();
    }

    /** Of all but one. */
    static Sum sumWithout(Handle handle, UUID bankId, String name) {
        return handle.createQuery("""
                SELECT count(*) AS count, coalesce(sum(octet_length(content)), 0) AS bytes FROM bank_asset
                WHERE bank_id = :bank AND name <> :name
                """)
                .bind("bank", bankId)
                .bind("name", name)
                .map((row, context) -> new Sum(row.getInt("count"), row.getLong("bytes")))
                .one();
    }

    static void put(
            Handle handle,
            UUID bankId,
            String name,
            Picture picture,
            String digest,
            byte[] content,
            Instant now,
            String author) {
        handle.createUpdate("""
                INSERT INTO bank_asset (bank_id, name, media_type, width, height, digest, content, changed_at, changed_by)
                VALUES (:bank, :name, :mediaType, :width, :height, :digest, :content, :now, :author)
                ON CONFLICT (bank_id, name) DO UPDATE SET media_type = excluded.media_type, width = excluded.width,
                    height = excluded.height, digest = excluded.digest, content = excluded.content,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """)
                .bind("bank", bankId)
                .bind("name", name)
                .bind("mediaType", picture.mediaType())
                .bind("width", picture.width())
                .bind("height", picture.height())
                .bind("digest", digest)
                .bind("content", content)
                .bind("now", now)
                .bind("author", author)
                .execute();
    }

    /** @return whether it was there */
    static boolean delete(Handle handle, UUID bankId, String name) {
        return handle.createUpdate("DELETE FROM bank_asset WHERE bank_id = :bank AND name = :name")
                        .bind("bank", bankId)
                        .bind("name", name)
                        .execute()
                > 0;
    }

    /** How many questions show it as they stand now, or showed it when they were asked: attempts keep the revision that they have. */
    static int uses(Handle handle, UUID bankId, String name) {
        return handle.createQuery("""
                SELECT count(DISTINCT question.id) FROM question
                    JOIN question_revision r ON r.question_id = question.id AND (r.revision = question.revision OR introduced_in > 0)
                    JOIN answer_key ON answer_key.question_id = question.id AND answer_key.revision = r.revision
                WHERE bank_id = :bank
                    AND strpos(concat(stem, choices::text, prompts::text, explanation), :reference) > 0
                """)
                .bind("bank", bankId)
                .bind("reference", AssetName.reference(name))
                .mapTo(Integer.class)
                .one();
    }

    private static AssetView view(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new AssetView(
                name,
                "![" + AssetName.reference(name),
                row.getString("media_type"),
                row.getInt("width"),
                row.getInt("height"),
                row.getInt("size"),
                row.getString("digest"),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }
}
