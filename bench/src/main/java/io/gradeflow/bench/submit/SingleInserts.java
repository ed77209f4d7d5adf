package io.gradeflow.bench.submit;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rows like those of answers, inserted one by one over many connections, each in a transaction that is waited for until it is on the
 * disk, by a prepared statement: what {@link PgBench} does as well, where the machine has it.
 */
final class SingleInserts {

    static final int CONNECTIONS = 32;

    private static final String INSERT = "INSERT INTO " + SingleRowTable.NAME + " " + SingleRowTable.COLUMNS
            + " VALUES (?, ?, 1, ?, ?, 1, " + SingleRowTable.RESPONSE + ", ?)";

    /** In which code is compiled, and nothing is measured. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private SingleInserts() {}

    static Work run(MeasuredSystem system, Insides insides, Duration time) {
        try (SingleRowTable _ = SingleRowTable.make(insides)) {
            return insert(system, insides, time);
        }
    }

    private static Work insert(MeasuredSystem system, Insides insides, Duration time) {
        AtomicBoolean measured = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Long>> clients = new ArrayList<>();
            try {
                for (int client = 0; client < CONNECTIONS; client++) {
                    Connection connection = insides.attemptDatabase();
                    clients.add(threads.submit(() -> insert(connection, measured, over)));
                }
                Pause.of(WARM_UP);
                CpuMeter meter = CpuMeter.start(system);
                measured.set(true);
                Pause.of(time);
                over.set(true);
                long rows = 0;
                for (Future<Long> inserted : clients) {
                    rows += inserted.get();
                }
                return Work.since(meter, rows);
            } finally {
                // Whatever went wrong: the threads are waited for.
                over.set(true);
            }
        } catch (ExecutionException e) {
            throw new BenchException("Single rows can't be inserted: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** @return how many were inserted while they were measured */
    private static long insert(Connection opened, AtomicBoolean measured, AtomicBoolean over) throws SQLException {
        long rows = 0;
        try (Connection connection = opened;
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            UUID attempt = UUID.randomUUID();
            int position = 0;
            while (!over.get()) {
                insert.setObject(1, attempt);
                insert.setInt(2, position++);
                insert.setObject(3, UUID.randomUUID());
                insert.setObject(4, attempt);
                insert.setTimestamp(5, Timestamp.from(Instant.now()));
                insert.executeUpdate();
                rows += measured.get() ? 1 : 0;
            }
        }
        return rows;
    }
}
