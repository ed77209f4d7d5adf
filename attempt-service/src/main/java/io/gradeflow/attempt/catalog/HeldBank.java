package io.gradeflow.attempt.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The newest revision of a bank that is known here, whole or not. */
record HeldBank(At at, String slug, String title, List<String> allowedModes, int wholeRevision) {

    /** A revision of a bank. */
    record At(UUID bankId, int revision) {}

    static Optional<HeldBank> find(Handle handle, String slug) {
        return handle.createQuery("""
                        SELECT bank_id, slug, title, revision, allowed_modes, whole_revision
                        FROM bank WHERE slug = :slug ORDER BY bank_id DESC LIMIT 1
                        """)
                .bind("slug", slug)
                .map((row, context) -> new HeldBank(
                        new At(row.getObject("bank_id", UUID.class), row.getInt("revision")),
                        row.getString("slug"),
                        row.getString("title"),
                        List.of((String[]) row.getArray("allowed_modes").getArray()),
                        row.getInt("whole_revision")))
                .findOne();
    }

    boolean isWhole() {
        return wholeRevision == at.revision();
    }

    /** Compares what is here with the published digest, and remembers it where they are equal and every key is here. */
    boolean becomesWhole(Handle handle) {
        return handle.createUpdate("""
                        WITH current AS (
                            SELECT DISTINCT ON (question_id) question_id, revision, retired_in
                            FROM question WHERE bank_id = :bank AND introduced_in <= :revision
                            ORDER BY question_id, revision DESC),
                        asked AS (
                            SELECT question_id, revision, question_id::text || '/' || revision || E'\\n' AS line
                            FROM current WHERE retired_in IS NULL OR retired_in > :revision),
                        held AS (
                            SELECT encode(sha256(convert_to(
                                    coalesce(string_agg(line, '' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex') AS digest,
                                count(*) = count(k.key_version) AS with_keys
                            FROM asked LEFT JOIN answer_key k USING (question_id, revision))
                        UPDATE bank SET whole_revision = :revision FROM held
                        WHERE bank.bank_id = :bank AND bank.revision = :revision
                            AND held.digest = bank.digest AND held.with_keys
                        """)
                        .bind("bank", at.bankId())
                        .bind("revision", at.revision())
                        .execute()
                == 1;
    }

    Bank load(Handle handle) {
        return new Bank(
                at.bankId(),
                slug,
                title,
                at.revision(),
                allowedModes,
                blueprints(handle),
                new BankContents(entries(handle), topics(handle)));
    }

    private List<BankContents.Entry> entries(Handle handle) {
        return handle.createQuery("""
                        SELECT question_id, revision, topic_ids FROM (
                            SELECT DISTINCT ON (question_id) question_id, revision, retired_in, topic_ids
                            FROM question WHERE bank_id = :bank AND introduced_in <= :revision
                            ORDER BY question_id, revision DESC) AS current
                        WHERE retired_in IS NULL OR retired_in > :revision
                        ORDER BY question_id
                        """)
                .bind("bank", at.bankId())
                .bind("revision", at.revision())
                .map((row, context) -> new BankContents.Entry(
                        row.getObject("question_id", UUID.class), row.getInt("revision"), Set.of((UUID[])
                                row.getArray("topic_ids").getArray())))
                .list();
    }

    private Map<String, UUID> topics(Handle handle) {
        return handle.createQuery("SELECT path, topic_id FROM topic WHERE bank_id = :bank")
                .bind("bank", at.bankId())
                .reduceResultSet(new HashMap<>(), (topics, row, context) -> {
                    topics.put(row.getString("path"), row.getObject("topic_id", UUID.class));
                    return topics;
                });
    }

    private Map<String, Blueprint> blueprints(Handle handle) {
        return handle.createQuery("SELECT * FROM blueprint WHERE bank_id = :bank")
                .bind("bank", at.bankId())
                .reduceResultSet(new HashMap<>(), (blueprints, row, context) -> {
                    Blueprint blueprint = blueprint(row);
                    blueprints.put(blueprint.name(), blueprint);
                    return blueprints;
                });
    }

    private static Blueprint blueprint(ResultSet row) throws SQLException {
        List<Blueprint.Section> sections = new ArrayList<>();
        byte[] stored = row.getString("sections").getBytes(StandardCharsets.UTF_8);
        for (JsonNode section : EventJson.read(stored, JsonNode.class)) {
            sections.add(new Blueprint.Section(
                    section.path("topicPath").asText(), section.path("count").asInt()));
        }
        return new Blueprint(
                row.getString("name"),
                row.getString("title"),
                sections,
                row.getInt("unscored"),
                row.getInt("minutes"),
                row.getInt("pass_mark"),
                new Blueprint.Scale(row.getInt("scale_min"), row.getInt("scale_max")),
                row.getBoolean("sitting_only"));
    }
}
