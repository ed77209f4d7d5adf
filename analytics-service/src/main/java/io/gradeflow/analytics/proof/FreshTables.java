package io.gradeflow.analytics.proof;

import org.jdbi.v3.core.Handle;

/**
 * The derived tables once more, in schemas beside that of the live ones: {@code fresh} while the log is replayed, and {@code
 * proven} for what was equal last, from which a replay starts when the log has lost its beginning.
 */
final class FreshTables {

    static final String FRESH = "fresh";
    static final String PROVEN = "proven";
    private static final String RETIRED = "retired";

    private FreshTables() {}

    static String live(Handle handle) {
        return handle.createQuery("SELECT current_schema()").mapTo(String.class).one();
    }

    /** Makes them anew and empty, and beside them a journal, so that a replay notes nothing in the live one. */
    static void create(Handle handle) {
        String live = live(handle);
        drop(handle, FRESH);
        handle.execute("CREATE SCHEMA " + FRESH);
        DerivedTable.ALL.forEach(table -> table.create(handle, live, FRESH));
        handle.execute("CREATE TABLE " + FRESH + ".analysis_change (LIKE \"" + live
                + "\".analysis_change INCLUDING DEFAULTS)");
    }

    static void copyProven(Handle handle) {
        DerivedTable.ALL.forEach(
                table -> handle.execute("INSERT INTO " + table.in(FRESH) + " TABLE " + table.in(PROVEN)));
    }

    static boolean isProvenKept(Handle handle) {
        return handle.createQuery("SELECT to_regnamespace(:schema) IS NOT NULL")
                .bind("schema", PROVEN)
                .mapTo(boolean.class)
                .one();
    }

    /** Until the transaction ends, whoever names a derived table means the fresh one. */
    static void use(Handle handle) {
        handle.execute("SET LOCAL search_path TO " + FRESH + ", \"" + live(handle) + '"');
    }

    static void keepAsProven(Handle handle) {
        drop(handle, PROVEN);
        handle.execute("DROP TABLE " + FRESH + ".analysis_change");
        handle.execute("ALTER SCHEMA " + FRESH + " RENAME TO " + PROVEN);
    }

    static void dropFresh(Handle handle) {
        drop(handle, FRESH);
    }

    /** The live tables are locked already, so that nobody is in them. Whoever keeps something of them in memory reads it anew. */
    static void takePlace(Handle handle) {
        String live = live(handle);
        drop(handle, RETIRED);
        handle.execute("CREATE SCHEMA " + RETIRED);
        for (DerivedTable table : DerivedTable.ALL) {
            handle.execute("ALTER TABLE " + table.in(live) + " SET SCHEMA " + RETIRED);
            handle.execute("ALTER TABLE " + table.in(FRESH) + " SET SCHEMA \"" + live + '"');
        }
        drop(handle, RETIRED);
        drop(handle, FRESH);
        handle.execute("INSERT INTO analysis_change (bank_id, scope) SELECT bank_id, 'ALL' FROM bank");
    }

    private static void drop(Handle handle, String schema) {
        handle.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }
}
