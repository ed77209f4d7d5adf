package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.devstack.KafkaBroker;
import io.gradeflow.devstack.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker as the production overlay describes it: TLS, users with passwords, the rights of {@code users.yaml} and no others. */
final class GuardedKafka implements AutoCloseable {

    private static final int ITERATIONS = 4096;

    private final KafkaBroker broker;
    private final int port;
    private final Certificate certificate;

    private GuardedKafka(KafkaBroker broker, int port, Certificate certificate) {
        this.broker = broker;
        this.port = port;
        this.certificate = certificate;
    }

    static GuardedKafka start(Path directory, Certificate certificate) {
        int port = Ports.free();
        KafkaBroker broker = KafkaBroker.start(
                directory,
                0,
                Map.ofEntries(
                        Map.entry("listeners", "TLS://127.0.0.1:" + port),
                        Map.entry("advertised.listeners", "TLS://127.0.0.1:" + port),
                        Map.entry("listener.security.protocol.map", "TLS:SASL_SSL"),
                        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.tls.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                        Map.entry("ssl.keystore.type", "PKCS12"),
                        Map.entry("ssl.keystore.location", certificate.store().toString()),
                        Map.entry("ssl.keystore.password", Certificate.PASSWORD),
                        Map.entry("ssl.key.password", Certificate.PASSWORD),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        // The broker itself, and the operator that this test is.
                        Map.entry("super.users", "User:ANONYMOUS")));
        GuardedKafka kafka = new GuardedKafka(broker, port, certificate);
        kafka.apply();
        return kafka;
    }

    /** What a service is told to be that user. */
    Map<String, Object> clientOf(String user) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                login(user),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.certificate().toString());
    }

    static String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password(user));
    }

    private static String password(String user) {
        return user + "'s";
    }

    /** Does what the operator would do with topics, users and rights. */
    private void apply() {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        List<AclBinding> rights = new ArrayList<>();
        Overlay.PRODUCTION.objects("KafkaUser").forEach(user -> {
            users.add(new UserScramCredentialUpsertion(
                    Overlay.name(user),
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    password(Overlay.name(user))));
            Yaml.each(user.at("/spec/authorization/acls"))
                    .forEach(right -> rights.addAll(bindings(Overlay.name(user), right)));
        });
        List<NewTopic> topics = Overlay.PRODUCTION
                .objects("KafkaTopic")
                .map(topic -> new NewTopic(
                        Overlay.name(topic),
                        Optional.of(topic.at("/spec/partitions").asInt()),
                        Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(users).all().get();
            admin.createAcls(rights).all().get();
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<AclBinding> bindings(String user, JsonNode right) {
        ResourcePattern resource = new ResourcePattern(
                ResourceType.fromString(right.at("/resource/type").asText()),
                right.at("/resource/name").asText(),
                right.at("/resource/patternType").asText().equals("prefix")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL);
        return Yaml.texts(right.path("operations")).stream()
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry(
                                "User:" + user,
                                "*",
                                AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)))
                .toList();
    }

    @Override
    public void close() {
        broker.close();
    }
}
