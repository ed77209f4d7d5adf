package io.gradeflow.question.topic;

import io.gradeflow.platform.database.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads and writes topics. Callers hold the bank's lock when they write. */
public final class TopicTables {

    private TopicTables() {}

    /** All topics of a bank, by path. */
    public static List<TopicEntry> entries(Handle handle, UUID bankId) {
        return handle.createQuery(
                        "SELECT path, title, keywords FROM topic WHERE bank_id = :bank ORDER BY path COLLATE \"C\"")
                .bind("bank", bankId)
                .map((row, context) -> new TopicEntry(row.getString("path"), row.getString("title"), List.of((String[])
                        row.getArray("keywords").getArray())))
                .list();
    }

    /** The ids of a bank's topics by their paths. */
    public static Map<String, UUID> ids(Handle handle, UUID bankId) {
        return handle.createQuery("SELECT path, id FROM topic WHERE bank_id = :bank")
                .bind("bank", bankId)
                .reduceResultSet(new HashMap<>(), (ids, row, context) -> {
                    ids.put(row.getString("path"), row.getObject("id", UUID.class));
                    return ids;
                });
    }

    /**
     * Adds topics that aren't there, with their parents; those that are there stay as they are.
     *
     * @return the ids of those that were added, by path
     */
    public static Map<String, UUID> addMissing(Handle handle, UUID bankId, Collection<TopicEntry> entries) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        List<TopicEntry> all = new ArrayList<>(entries);
        for (TopicEntry entry : entries) {
            TopicPath.withParents(entry.path()).stream().map(TopicEntry::ofPath).forEach(all::add);
        }
        return write(handle, bankId, all, "DO NOTHING");
    }

    /** The same for topics known by their path only. */
    public static Map<String, UUID> addMissingPaths(Handle handle, UUID bankId, Collection<String> paths) {
        return addMissing(handle, bankId, paths.stream().map(TopicEntry::ofPath).toList());
    }

    /** Writes a taxonomy's titles and keywords; a topic keeps its id as long as it keeps its path. */
    static void put(Handle handle, UUID bankId, List<TopicEntry> entries) {
        write(handle, bankId, entries, "DO UPDATE SET title = excluded.title, keywords = excluded.keywords");
    }

    /** @return the ids of those that were written, by path */
    private static Map<String, UUID> write(Handle handle, UUID bankId, List<TopicEntry> entries, String onConflict) {
        Map<String, TopicEntry> distinct = new HashMap<>();
        entries.forEach(entry -> distinct.putIfAbsent(entry.path(), entry));
        return Columns.of(List.copyOf(distinct.values()))
                .uuid("ids", entry -> UUID.randomUUID())
                .text("paths", TopicEntry::path)
                .text("titles", TopicEntry::title)
                .text("keywords", entry -> String.join("\n", entry.keywords()))
                .bindTo(handle.createQuery("""
                        INSERT INTO topic (id, bank_id, path, title, keywords)
                        SELECT id, :bank, path, title, CASE WHEN keywords = '' THEN '{}' ELSE string_to_array(keywords, E'\\n') END
                        FROM unnest(:ids, :paths, :titles, :keywords) AS t (id, path, title, keywords)
                        ON CONFLICT (bank_id, path)
                        """ + onConflict + " RETURNING path, id"))
                .bind("bank", bankId)
                .reduceResultSet(new HashMap<>(), (ids, row, context) -> {
                    ids.put(row.getString("path"), row.getObject("id", UUID.class));
                    return ids;
                });
    }
}
