package io.gradeflow.question.blueprint;

import io.gradeflow.platform.database.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes blueprints. Callers hold the bank's lock when they write. */
final class BlueprintTables {

    private static final String SELECT = """
            SELECT blueprint.*, paths, shares, counts
            FROM blueprint JOIN LATERAL (
                SELECT array_agg(path ORDER BY position) AS paths, array_agg(share ORDER BY position) AS shares,
                    array_agg(count ORDER BY position) AS counts
                FROM blueprint_section s JOIN topic ON topic.id = topic_id
                WHERE s.bank_id = blueprint.bank_id AND s.blueprint = blueprint.name) AS sections ON true
            WHERE bank_id = :bank
            """;

    private record Row(int position, UUID topicId, @Nullable BigDecimal share, int count) {}

    private BlueprintTables() {}

    static Optional<Blueprint> find(Handle handle, UUID bankId, String name) {
        return handle.createQuery(SELECT + " AND name = :name")
                .bind("bank", bankId)
                .bind("name", name)
                .map((row, context) -> blueprint(row))
                .findOne();
    }

    /**
     * The blueprints whose names come after the given one, by name.
     *
     * @param withSittingOnly whether those for sittings alone are among them
     */
    static List<Blueprint> after(Handle handle, UUID bankId, String name, boolean withSittingOnly, int limit) {
        return handle.createQuery(SELECT + """
                         AND name > :name COLLATE "C" AND (:sittingOnly OR NOT sitting_only)
                        ORDER BY name COLLATE "C" LIMIT :limit
                        """)
                .bind("bank", bankId)
                .bind("name", name)
                .bind("sittingOnly", withSittingOnly)
                .bind("limit", limit)
                .map((row, context) -> blueprint(row))
                .list();
    }

    static int count(Handle handle, UUID bankId) {
        return handle.createQuery("SELECT count(*) FROM blueprint WHERE bank_id = :bank")
                .bind("bank", bankId)
                .mapTo(int.class)
                .one();
    }

    /** @param topics the ids of all its topics by their paths */
    static void write(Handle handle, UUID bankId, Blueprint blueprint, Map<String, UUID> topics) {
        delete(handle, bankId, blueprint.name());
        handle.createUpdate("""
                        INSERT INTO blueprint (bank_id, name, title, unscored, minutes, pass_mark, scale_min, scale_max,
                            sitting_only)
                        VALUES (:bank, :name, :title, :unscored, :minutes, :passMark, :min, :max, :sittingOnly)
                        """)
                .bind("bank", bankId)
                .bind("name", blueprint.name())
                .bind("title", blueprint.title())
                .bind("unscored", blueprint.unscored())
                .bind("minutes", blueprint.minutes())
                .bind("passMark", blueprint.passMark())
                .bind("min", blueprint.scale().min())
                .bind("max", blueprint.scale().max())
                .bind("sittingOnly", blueprint.sittingOnly())
                .execute();
        Columns.of(rows(blueprint, topics))
                .integer("positions", Row::position)
                .uuid("topics", Row::topicId)
                .numeric("shares", Row::share)
                .integer("counts", Row::count)
                .bindTo(handle.createUpdate("""
                        INSERT INTO blueprint_section (bank_id, blueprint, position, topic_id, share, count)
                        SELECT :bank, :name, position, topic_id, share, count
                        FROM unnest(:positions, :topics, :shares, :counts) AS s (position, topic_id, share, count)
                        """))
                .bind("bank", bankId)
                .bind("name", blueprint.name())
                .execute();
    }

    private static List<Row> rows(Blueprint blueprint, Map<String, UUID> topics) {
        List<Row> rows = new ArrayList<>();
        for (Blueprint.Section section : blueprint.sections()) {
            UUID topicId = Objects.requireNonNull(topics.get(section.topic()));
            rows.add(new Row(rows.size(), topicId, section.share(), section.count()));
        }
        return rows;
    }

    /** @return whether it was there */
    static boolean delete(Handle handle, UUID bankId, String name) {
        return handle.createUpdate("DELETE FROM blueprint WHERE bank_id = :bank AND name = :name")
                        .bind("bank", bankId)
                        .bind("name", name)
                        .execute()
                == 1;
    }

    /**
     * The questions that can be asked now and belong to a section of one of the blueprints, grouped by the sections' topics
     * that they belong to. The bank is gone through once, however many blueprints there are.
     */
    static List<Supply> supply(Handle handle, UUID bankId, List<Blueprint> blueprints) {
        return handle.createQuery("""
                        SELECT ARRAY(SELECT path FROM topic WHERE id = ANY (topics)) AS topics, questions
                        FROM (SELECT topics, count(*) AS questions FROM (
                            SELECT array_agg(DISTINCT named.topic_id) AS topics
                            FROM (SELECT DISTINCT topic_id FROM blueprint_section
                                    WHERE bank_id = :bank AND blueprint = ANY (:names)) AS named
                                JOIN topic ON topic.id = named.topic_id
                                JOIN topic lower ON lower.bank_id = topic.bank_id
                                    AND (lower.path = topic.path OR starts_with(lower.path, topic.path || '/'))
                                JOIN question_topic ON question_topic.topic_id = lower.id
                                JOIN question ON question.id = question_topic.question_id
                                JOIN question_revision r ON r.question_id = question.id
                                    AND r.revision = question.revision AND r.retired_in IS NULL
                            GROUP BY question.id) AS asked
                        GROUP BY topics) AS alike
                        """)
                .bind("bank", bankId)
                .bindArray(
                        "names",
                        String.class,
                        blueprints.stream().map(Blueprint::name).toList())
                .map((row, context) ->
                        new Supply(Set.of((String[]) row.getArray("topics").getArray()), row.getInt("questions")))
                .list();
    }

    private static Blueprint blueprint(ResultSet row) throws SQLException {
        String[] paths = (String[]) row.getArray("paths").getArray();
        @Nullable BigDecimal[] shares = (BigDecimal[]) row.getArray("shares").getArray();
        Integer[] counts = (Integer[]) row.getArray("counts").getArray();
        return new Blueprint(
                row.getString("name"),
                row.getString("title"),
                IntStream.range(0, paths.length)
                        .mapToObj(i -> new Blueprint.Section(paths[i], shares[i], counts[i]))
                        .toList(),
                row.getInt("unscored"),
                row.getInt("minutes"),
                row.getInt("pass_mark"),
                new Blueprint.Scale(row.getInt("scale_min"), row.getInt("scale_max")),
                row.getBoolean("sitting_only"));
    }
}
