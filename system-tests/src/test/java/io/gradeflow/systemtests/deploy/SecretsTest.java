package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every secret that is named is made: by the overlay, by an operator, or by whoever follows {@code deploy/README.md}. */
class SecretsTest {

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldNameOnlySecretsThatSomebodyMakes(Overlay overlay) {
        Set<String> made = made(overlay);

        assertThat(named(overlay))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(secret).isIn(made));
    }

    @Test
    void shouldAskNobodyForASecretThatNothingReads() {
        assertThat(byHand()).isNotEmpty().isSubsetOf(named(Overlay.PRODUCTION));
    }

    /** Secrets with their keys, as {@code name/key}, without the suffix that renders a content into a name. */
    private static Set<String> named(Overlay overlay) {
        Set<String> named = new TreeSet<>();
        for (JsonNode object : overlay.objects()) {
            find(object, named);
        }
        return named;
    }

    private static void find(JsonNode node, Set<String> named) {
        Stream.of("secretKeyRef", "accessKeyId", "secretAccessKey").forEach(field -> {
            if (node.has(field)) {
                named.add(plain(node.at("/" + field + "/name").asText()) + "/"
                        + node.at("/" + field + "/key").asText());
            }
        });
        node.path("secretTargetRef")
                .forEach(target -> named.add(
                        target.path("name").asText() + "/" + target.path("key").asText()));
        node.path("certificateRefs")
                .forEach(certificate -> named.add(certificate.path("name").asText() + "/tls.crt"));
        if (node.has("secret") && node.at("/secret").has("secretName")) {
            node.at("/secret/items")
                    .forEach(item -> named.add(node.at("/secret/secretName").asText() + "/"
                            + item.path("key").asText()));
        }
        node.forEach(child -> find(child, named));
    }

    private static Set<String> made(Overlay overlay) {
        Set<String> made = new TreeSet<>();
        overlay.objects("Secret")
                .forEach(secret -> secret.path("data")
                        .fieldNames()
                        .forEachRemaining(key -> made.add(plain(Overlay.name(secret)) + "/" + key)));
        overlay.objects("Cluster")
                .map(Overlay::name)
                .forEach(cluster -> made.addAll(
                        List.of(cluster + "-app/username", cluster + "-app/password", cluster + "-ca/ca.crt")));
        overlay.objects("KafkaUser")
                .map(Overlay::name)
                .forEach(user -> made.addAll(List.of(user + "/password", user + "/sasl.jaas.config")));
        overlay.objects("Kafka").map(Overlay::name).forEach(kafka -> made.add(kafka + "-cluster-ca-cert/ca.crt"));
        if (overlay == Overlay.PRODUCTION) {
            made.addAll(byHand());
        }
        return made;
    }

    /** The table of secrets in the README: {@code | `name` | `key`, `key` | ...}. */
    private static Set<String> byHand() {
        Set<String> secrets = new TreeSet<>();
        Yaml.text(Overlay.DEPLOY.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| secret `"))
                .forEach(line -> {
                    String[] cells = line.split("\\|");
                    String name =
                            cells[1].replaceFirst("secret", "").replace("`", "").strip();
                    Stream.of(cells[2].split(","))
                            .forEach(key -> secrets.add(
                                    name + "/" + key.replace("`", "").strip()));
                });
        return secrets;
    }

    private static String plain(String name) {
        return name.replaceFirst("-[a-z0-9]{10}$", "");
    }
}
