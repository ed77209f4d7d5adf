package io.gradeflow.bench.facts;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.events.Event;
import io.gradeflow.events.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.IntFunction;

/** Lets analytics-service count what is put onto the log, and measures how long it takes. */
public final class Counting implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MeasuredSystem system;
    private final Insides insides;
    private final EventSender sender;
    private final Connection database;

    public Counting(MeasuredSystem system, Insides insides) {
        this.system = system;
        this.insides = insides;
        this.sender = new EventSender(insides.bootstrapServers());
        this.database = insides.analyticsDatabase();
    }

    /**
     * Puts so many events onto a topic while nothing of it can be counted, and measures how long it takes to count them from
     * then on. A first portion stands ready by then, 10,000 of the live lane at most or 500 of the slow one.
     *
     * @throws BenchException if the count doesn't grow for two minutes
     */
    public Work count(Topic topic, int count, IntFunction<? extends Event> events) {
        try (Connection gate = insides.analyticsDatabase();
                Statement statement = gate.createStatement()) {
            long target = applied(topic) + count;
            gate.setAutoCommit(false);
            // Whoever counts stores offsets last, and waits there.
            statement.execute("LOCK TABLE stored_offset IN SHARE MODE");
            sender.send(topic, count, events);
            CpuMeter meter = CpuMeter.start(system);
            gate.rollback();
            await(topic, target);
            return Work.since(meter, count);
        } catch (SQLException e) {
            throw new BenchException("The offsets can't be held: " + e.getMessage(), e);
        }
    }

    /** Puts so many events onto a topic and returns when they are counted. */
    public void tell(Topic topic, int count, IntFunction<? extends Event> events) {
        long target = applied(topic) + count;
        sender.send(topic, count, events);
        await(topic, target);
    }

    private void await(Topic topic, long target) {
        long last = applied(topic);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (last < target) {
            Pause.of(BETWEEN_LOOKS);
            long now = applied(topic);
            if (now > last) {
                last = now;
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > giveUp) {
                throw new BenchException("Of " + topic.topicName() + ", " + (target - last) + " records have not been"
                        + " counted for " + PATIENCE.toMinutes() + " minutes; see the log of analytics-service.");
            }
        }
    }

    private long applied(Topic topic) {
        try (PreparedStatement query =
                database.prepareStatement("SELECT coalesce(sum(next_offset), 0) FROM stored_offset WHERE topic = ?")) {
            query.setString(1, topic.topicName());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new BenchException("The offsets can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        sender.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new BenchException("The connection can't be closed: " + e.getMessage(), e);
        }
    }
}
