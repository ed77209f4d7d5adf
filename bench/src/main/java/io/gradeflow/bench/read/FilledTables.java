package io.gradeflow.bench.read;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.facts.FilledDatabase;
import io.gradeflow.bench.facts.Indexes;
import io.gradeflow.bench.system.Insides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The tables of analytics-service, emptied and filled by SQL while nothing is counted. Indexes are dropped meanwhile and made
 * anew as they were, statistics are taken, and all is written to the disk, as the database does by itself in time.
 */
final class FilledTables {

    /** So many banks are filled at the same time. */
    private static final int AT_ONCE = 2;

    static final String FACTS = "answer_fact";

    static final List<String> FACTS_AND_SUMS = List.of(FACTS, "question_rollup", "question_day_rollup");

    /** Sums of the largest bank that cases with a range of days add up. */
    private static final Map<String, String> RANGES = Map.of(
            "of a week",
            "cohort = '' AND day BETWEEN '2026-03-02' AND '2026-03-08'",
            "of a cohort's month",
            "cohort = 'cohort-07' AND day BETWEEN '2026-03-01' AND '2026-03-31'");

    private static final String SEED = "SELECT setseed(0.5)";

    private final Insides insides;
    private final FilledDatabase database;

    FilledTables(Insides insides) {
        this.insides = insides;
        this.database = new FilledDatabase(insides::analyticsDatabase);
    }

    void fillCatalog() {
        execute(FilledBank.all().stream().map(FactFiller::catalog).toList());
    }

    /** Takes out whatever is counted, and puts so many facts and all their sums in its place. */
    void fill(Scale scale) {
        execute(List.of("TRUNCATE attempt, learner, " + String.join(", ", FACTS_AND_SUMS)));
        List<Indexes> indexes = FACTS_AND_SUMS.stream().map(this::indexes).toList();
        indexes.forEach(table -> execute(table.drop()));
        execute(List.of(FactFiller.learners(scale)));
        atOnce(FilledBank.all().stream()
                .map(bank -> List.of(FactFiller.facts(bank, scale), FactFiller.sums(bank)))
                .toList());
        atOnce(indexes.stream().map(Indexes::create).toList());
        for (String table : FACTS_AND_SUMS) {
            execute(List.of("VACUUM (ANALYZE) " + table));
        }
        execute(List.of("VACUUM (ANALYZE) learner", "VACUUM (ANALYZE) question", "VACUUM (ANALYZE) topic"));
        // Else what was filled in would be written while it is read, and how much that is goes by the scale.
        insides.checkpoint();
    }

    /** How many rows each table has, and how many of them are added up for ranges of days. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        RANGES.forEach((label, range) -> sizes.put(
                "question_day_rollup, " + label,
                Long.valueOf(texts("""
                                SELECT count(*)::text FROM question_day_rollup
                                WHERE bank_id = (left(md5('bank'), 24) || '%s')::uuid AND %s
                                """.formatted(FilledBank.largest().digits(), range))
                        .getFirst())));
        for (String table : FACTS_AND_SUMS) {
            sizes.put(table, database.count(table));
        }
        return sizes;
    }

    /** The first column of a query's rows. */
    List<String> texts(String query) {
        return database.texts(query);
    }

    private Indexes indexes(String table) {
        return database.within(connection -> Indexes.of(connection, table));
    }

    /** Each list in its order, some of them at the same time. */
    private void atOnce(List<List<String>> works) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> running = new ArrayList<>();
            works.forEach(work -> running.add(threads.submit(() -> execute(work))));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchException said
                    ? said
                    : new BenchException("The tables can't be filled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** What is drawn is the same each time. */
    private void execute(List<String> statements) {
        List<String> seeded = new ArrayList<>(List.of(SEED));
        seeded.addAll(statements);
        database.execute(seeded);
    }
}
