package io.gradeflow.analytics.proof;

import io.gradeflow.analytics.facts.Derivation;
import io.gradeflow.analytics.facts.Told;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.SideBySide;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

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

    /**
     * Makes them anew and empty, without keys and indexes, and beside them tables for what is told, and a journal, so that a replay
     * notes nothing in the live one.
     */
    static void create(Handle handle) {
        String live = live(handle);
        drop(handle, FRESH);
        handle.execute("CREATE SCHEMA " + FRESH);
        DerivedTable.ALL.forEach(table -> table.create(handle, live, FRESH));
        handle.execute("CREATE TABLE " + FRESH + ".analysis_change (LIKE \"" + live
                + "\".analysis_change INCLUDING DEFAULTS)");
        use(handle);
        Told.create(handle);
    }

    /** What was equal last is a part of what was told. */
    static void tellProven(Handle handle) {
        use(handle);
        Told.addTables(handle, PROVEN);
    }

    /** Fills them from what was told; then they are like the live ones in all. */
    static void derive(Jdbi jdbi) {
        for (List<String> step : Derivation.STEPS) {
            SideBySide.run(step, statement -> within(jdbi, handle -> handle.execute(statement)));
        }
        jdbi.useTransaction(handle -> {
            Transactions.leaveCommit(handle);
            String live = live(handle);
            DerivedTable.ALL.forEach(table -> table.complete(handle, live, FRESH));
        });
    }

    /**
     * In a transaction in which whoever names a derived table means the fresh one. It doesn't wait for the disk: the run's end is waited
     * for, and takes all this there. If the database dies before, the session goes in which the run is to end, and it is begun anew.
     */
    static void within(Jdbi jdbi, Consumer<Handle> work) {
        jdbi.useTransaction(handle -> {
            Transactions.leaveCommit(handle);
            use(handle);
            work.accept(handle);
        });
    }

    static boolean isProvenKept(Handle handle) {
        return handle.createQuery("SELECT to_regnamespace(:schema) IS NOT NULL")
                .bind("schema", PROVEN)
                .mapTo(boolean.class)
                .one();
    }

    private static void use(Handle handle) {
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
