package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The environment that containers of manifests and of the compose file get. */
final class Containers {

    /** What stands for a value that is taken from a secret. */
    static final String SECRET = "(secret)";

    private Containers() {}

    /** @param overlay where the config maps are that the container names */
    static Map<String, String> environment(Overlay overlay, JsonNode container) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode source : container.path("envFrom")) {
            overlay.object("ConfigMap", source.at("/configMapRef/name").asText())
                    .path("data")
                    .fields()
                    .forEachRemaining(entry ->
                            environment.put(entry.getKey(), entry.getValue().asText()));
        }
        for (JsonNode variable : container.path("env")) {
            environment.put(
                    variable.path("name").asText(),
                    variable.has("value") ? variable.path("value").asText() : SECRET);
        }
        return environment;
    }

    /** The variables that set nothing which the code knows. */
    static Set<String> unknown(Code code, Set<String> variables) {
        Set<String> known = new TreeSet<>();
        code.settings().forEach(setting -> known.add(Code.variable(setting)));
        Set<String> unknown = new TreeSet<>(variables);
        unknown.removeIf(
                variable -> known.contains(variable) || (code.isOnPlatform() && KafkaSettings.isOfClients(variable)));
        return unknown;
    }

    /** The variables that the code needs and that aren't set. */
    static Set<String> missing(Code code, Set<String> variables) {
        Set<String> missing = new TreeSet<>();
        code.needed().forEach(setting -> missing.add(Code.variable(setting)));
        missing.removeAll(variables);
        return missing;
    }

    /** The variables of the stores' and the issuer's images that these don't know. */
    static Set<String> unknownToImage(String image, Set<String> variables) {
        Set<String> unknown = new TreeSet<>(variables);
        if (image.contains("kafka")) {
            unknown.removeIf(KafkaSettings::isOfBrokers);
        } else if (image.contains("postgres")) {
            String script = Yaml.text(Overlay.DEPLOY.resolve("overlays/local/postgres/databases.sh"));
            unknown.removeIf(variable -> variable.equals("POSTGRES_PASSWORD") || script.contains("\"$" + variable));
        } else if (image.contains("keycloak")) {
            String realm = Yaml.text(Overlay.DEPLOY.resolve("overlays/local/keycloak/realm.json"));
            unknown.removeIf(variable -> KEYCLOAK.contains(variable) || realm.contains("${" + variable + "}"));
        }
        return unknown;
    }

    /** Of the options that Keycloak documents, those that are used. */
    private static final Set<String> KEYCLOAK = Set.of(
            "KC_HOSTNAME",
            "KC_HOSTNAME_BACKCHANNEL_DYNAMIC",
            "KC_HTTP_ENABLED",
            "KC_HEALTH_ENABLED",
            "KC_CACHE",
            "KC_DB",
            "KC_DB_URL",
            "KC_DB_USERNAME",
            "KC_DB_PASSWORD",
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            "KC_BOOTSTRAP_ADMIN_PASSWORD");
}
