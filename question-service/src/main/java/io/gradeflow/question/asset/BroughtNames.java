package io.gradeflow.question.asset;

import io.gradeflow.platform.database.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table {@code brought_picture}: what a bank calls the pictures that files have brought. */
final class BroughtNames {

    /**
     * A picture of a file.
     *
     * @param digest SHA-256 of its bytes, in hexadecimal
     * @param called by its file
     */
    record Brought(String digest, String called) {}

    private BroughtNames() {}

    static Map<Brought, String> of(Handle handle, UUID bankId) {
        return handle.createQuery("SELECT digest, called, name FROM brought_picture WHERE bank_id = :bank")
                .bind("bank", bankId)
                .reduceResultSet(new HashMap<>(), (names, row, context) -> {
                    names.put(new Brought(row.getString("digest"), row.getString("called")), row.getString("name"));
                    return names;
                });
    }

    /** The newest name holds. */
    static void add(Handle handle, UUID bankId, Map<Brought, String> names) {
        if (names.isEmpty()) {
            return;
        }
        Columns.of(List.copyOf(names.entrySet()))
                .text("digests", brought -> brought.getKey().digest())
                .text("called", brought -> brought.getKey().called())
                .text("names", Map.Entry::getValue)
                .bindTo(handle.createUpdate("""
                        INSERT INTO brought_picture (bank_id, digest, called, name)
                        SELECT :bank, digest, called, name FROM unnest(:digests, :called, :names) AS b (digest, called, name)
                        ON CONFLICT (bank_id, digest, called) DO UPDATE SET name = excluded.name
                        """))
                .bind("bank", bankId)
                .execute();
    }
}
