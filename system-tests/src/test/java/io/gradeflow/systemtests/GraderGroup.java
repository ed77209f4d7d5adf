package io.gradeflow.systemtests;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The graders of the live lane, as the broker sees them. */
final class GraderGroup {

    private static final String GROUP = "grader-service";

    private GraderGroup() {}

    /** How many partitions each has, the fewest first. */
    static List<Integer> shares(SystemUnderTest system) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
                    .map(member -> member.assignment().topicPartitions().size())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
