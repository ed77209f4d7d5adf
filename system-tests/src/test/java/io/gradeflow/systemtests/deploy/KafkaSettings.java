package io.gradeflow.systemtests.deploy;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import scala.jdk.javaapi.CollectionConverters;

/** What Kafka itself calls settings, for variables such as {@code KAFKA_SECURITY_PROTOCOL}. */
final class KafkaSettings {

    private static final String PREFIX = "KAFKA_";

    private KafkaSettings() {}

    /** Whether a variable sets something that every client of a service knows. */
    static boolean isOfClients(String variable) {
        Set<String> names = new TreeSet<>(AdminClientConfig.configNames());
        names.retainAll(ConsumerConfig.configNames());
        names.retainAll(ProducerConfig.configNames());
        return variable.startsWith(PREFIX) && names.contains(setting(variable));
    }

    /** Whether a variable sets something that a broker, or its image, knows. */
    static boolean isOfBrokers(String variable) {
        return Set.of("CLUSTER_ID", "KAFKA_HEAP_OPTS").contains(variable)
                || (variable.startsWith(PREFIX) && isOfBrokersConfiguration(setting(variable)));
    }

    static boolean isOfBrokersConfiguration(String setting) {
        return CollectionConverters.asJava(KafkaConfig.configNames()).contains(setting);
    }

    private static String setting(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
