package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the contract's topics before anything is sent or read: a producer that meets a topic in the making can lose its
 * batch (KAFKA-15591). Topics that are there stay as their operator set them up.
 */
@ApplicationScoped
public class ContractTopics {

    static final int MAX_RECORD_BYTES = 10 * 1024 * 1024;
    private static final Logger LOG = Logger.getLogger(ContractTopics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Object> kafka;
    private final int partitions;
    private final Optional<Short> replicationFactor;

    ContractTopics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "gradeflow.topics.partitions", defaultValue = "12") int partitions,
            @ConfigProperty(name = "gradeflow.topics.replication-factor") Optional<Short> replicationFactor) {
        this.kafka = kafka;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    void createAtStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start)
            throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!create()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("Kafka can't be reached at " + kafka.get("bootstrap.servers")
                        + ": start it, or set KAFKA_BOOTSTRAP_SERVERS to where it is");
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    private boolean create() throws InterruptedException {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put("request.timeout.ms", "5000");
        configuration.put("default.api.timeout.ms", "10000");
        try (Admin admin = Admin.create(configuration)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !existing.contains(topic.topicName()))
                    .map(this::describe)
                    .toList();
            for (var created : admin.createTopics(missing).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            return true;
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("topics can't be created yet: %s", e.getMessage());
            return false;
        }
    }

    private NewTopic describe(Topic topic) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        if (topic.kept() == Topic.Kept.COMPACTED) {
            configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            configuration.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(
                            topic.kept().retention().map(Duration::toMillis).orElse(-1L)));
        }
        return new NewTopic(topic.topicName(), Optional.of(partitions), replicationFactor).configs(configuration);
    }
}
