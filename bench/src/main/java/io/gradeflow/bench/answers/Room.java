package io.gradeflow.bench.answers;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.events.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/**
 * What the answers take of disks.
 *
 * @param bytes by where; empty where the system is somebody else's
 */
record Room(Map<String, Long> bytes) {

    private static final List<Topic> TOPICS = List.of(Topic.ANSWERS_SUBMITTED, Topic.ANSWERS_GRADED);

    private static final String TABLES = """
            SELECT sum(pg_total_relation_size(oid)) FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            """;

    static Room of(MeasuredSystem system) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        system.insides().ifPresent(insides -> {
            bytes.put("attempt-service's tables", tables(insides.attemptDatabase()));
            bytes.put("analytics-service's tables", tables(insides.analyticsDatabase()));
            bytes.putAll(topics(insides));
        });
        return new Room(bytes);
    }

    Map<String, Figure> perAnswerSince(Room before, int answers) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        bytes.forEach((where, now) -> figures.put(
                where, new Figure((now - before.bytes().getOrDefault(where, 0L)) / (double) answers, "bytes")));
        return figures;
    }

    private static long tables(Connection database) {
        try (database;
                Statement statement = database.createStatement();
                ResultSet sum = statement.executeQuery(TABLES)) {
            sum.next();
            return sum.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("The tables can't be measured: " + e.getMessage(), e);
        }
    }

    private static Map<String, Long> topics(Insides insides) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", insides.bootstrapServers()))) {
            List<Integer> brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            Map<String, Long> sizes = new LinkedHashMap<>();
            TOPICS.forEach(topic -> sizes.put(topic.topicName(), 0L));
            admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .forEach(replica -> sizes.computeIfPresent(
                            replica.getKey().topic(),
                            (topic, size) -> size + replica.getValue().size()));
            return sizes;
        } catch (ExecutionException e) {
            throw new BenchException("The topics can't be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }
}
