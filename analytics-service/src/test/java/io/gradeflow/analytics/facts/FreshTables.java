package io.gradeflow.analytics.facts;

import io.agroal.api.AgroalDataSource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/** The tables anew in a schema of their own, filled by the service's own code, and compared with the service's. */
final class FreshTables {

    private static final String SCHEMA = "replayed";

    private static final List<String> TABLES = List.of("answer_fact", "attempt");
    private static final List<String> ROLLUPS = List.of("question_rollup", "question_day_rollup");

    private FreshTables() {}

    /** @return the rows of a bank that stand in one of both only, with the name of their table */
    static List<String> replay(
            AgroalDataSource dataSource,
            Jdbi jdbi,
            UUID bank,
            List<AnswerGraded> grades,
            List<AttemptFinished> endings) {
        return filled(dataSource, jdbi, bank, handle -> {
            FactTables.apply(
                    handle,
                    grades.stream()
                            .sorted(Comparator.comparing(AnswerGraded::eventId))
                            .toList());
            EndingTables.apply(
                    handle,
                    endings.stream()
                            .sorted(Comparator.comparing(AttemptFinished::eventId))
                            .toList());
        });
    }

    /** The same of tables that are derived at once from what is told, in this order. */
    static List<String> derive(
            AgroalDataSource dataSource,
            Jdbi jdbi,
            UUID bank,
            List<AnswerGraded> grades,
            List<AttemptFinished> endings) {
        return filled(dataSource, jdbi, bank, handle -> {
            Told.create(handle);
            Told.addGrades(handle, grades);
            Told.addEndings(handle, endings);
            derive(handle);
        });
    }

    /** The same, where the service's own tables are told instead of what they were made of, and then some grades. */
    static List<String> deriveOn(AgroalDataSource dataSource, Jdbi jdbi, UUID bank, List<AnswerGraded> grades) {
        return filled(dataSource, jdbi, bank, handle -> {
            Told.create(handle);
            Told.addTables(handle, "public");
            Told.addGrades(handle, grades);
            derive(handle);
        });
    }

    private static void derive(Handle handle) {
        Derivation.STEPS.stream().flatMap(List::stream).forEach(handle::execute);
    }

    private static List<String> filled(
            AgroalDataSource dataSource, Jdbi jdbi, UUID bank, HandleConsumer<RuntimeException> filling) {
        jdbi.useHandle(handle -> handle.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE"));
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .locations("db/platform", "db/migration")
                .load()
                .migrate();
        return jdbi.inTransaction(handle -> {
            handle.execute("SET LOCAL search_path TO " + SCHEMA);
            filling.useHandle(handle);
            return Stream.concat(
                            TABLES.stream().flatMap(table -> differences(handle, table, "true", bank)),
                            ROLLUPS.stream().flatMap(table -> differences(handle, table, "answers <> 0", bank)))
                    .toList();
        });
    }

    private static Stream<String> differences(Handle handle, String table, String condition, UUID bank) {
        String rows = "SELECT * FROM %s." + table + " WHERE bank_id = :bank AND " + condition;
        return handle
                .createQuery(
                        "SELECT 'only one has %1$s ' || CAST(odd AS text) FROM ((%2$s EXCEPT %3$s) UNION ALL (%3$s EXCEPT %2$s)) AS odd"
                                .formatted(table, rows.formatted("public"), rows.formatted(SCHEMA)))
                .bind("bank", bank)
                .mapTo(String.class)
                .list()
                .stream();
    }
}
