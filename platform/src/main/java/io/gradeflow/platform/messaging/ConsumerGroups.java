package io.gradeflow.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Who reads topics together, as the broker says. */
@ApplicationScoped
public class ConsumerGroups {

    /**
     * @param host as the broker sees it
     * @param partitions that are its own
     */
    public record Member(String id, String host, Set<TopicPartition> partitions) {}

    private static final Logger LOG = Logger.getLogger(ConsumerGroups.class);
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Admin admin;

    ConsumerGroups(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put("client.id", "consumer-groups");
        configuration.put("request.timeout.ms", "2000");
        configuration.put("default.api.timeout.ms", "2000");
        this.admin = Admin.create(configuration);
    }

    /** None where there is no such group yet, or the broker doesn't say in time. */
    public List<Member> members(String group) {
        try {
            ConsumerGroupDescription described = Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return described.members().stream()
                    .map(member -> new Member(
                            member.consumerId(),
                            member.host(),
                            member.assignment().topicPartitions()))
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("the broker doesn't describe the group %s: %s", group, e.toString());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
