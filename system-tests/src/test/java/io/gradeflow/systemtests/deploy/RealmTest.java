package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The realm gives tokens that the services understand. */
class RealmTest {

    private static final JsonNode REALM = Yaml.document(Overlay.DEPLOY.resolve("overlays/local/keycloak/realm.json"));

    @Test
    void shouldHaveTheRolesOfTheServices() {
        String roles = Yaml.text(Yaml.ROOT.resolve("platform/src/main/java/io/gradeflow/platform/http/Roles.java"));
        List<String> known = Pattern.compile("String [A-Z]+ = \"(\\w+)\"")
                .matcher(roles)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(Yaml.each(REALM.at("/roles/realm"))
                        .map(role -> role.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void shouldPutAudienceRolesAndCohortsWhereTheServicesLook() throws Exception {
        Properties platform = new Properties();
        platform.load(new StringReader(
                Yaml.text(Yaml.ROOT.resolve("platform/src/main/resources/META-INF/microprofile-config.properties"))));
        String viewers =
                Yaml.text(Yaml.ROOT.resolve("attempt-service/src/main/java/io/gradeflow/attempt/people/Viewers.java"));

        assertThat(REALM.path("clients")).isNotEmpty().allSatisfy(client -> {
            Map<String, JsonNode> mappers = new HashMap<>();
            client.path("protocolMappers")
                    .forEach(mapper -> mappers.put(mapper.path("protocolMapper").asText(), mapper.path("config")));
            assertThat(mappers.get("oidc-audience-mapper")
                            .path("included.custom.audience")
                            .asText())
                    .isEqualTo(platform.getProperty("quarkus.oidc.token.audience"));
            assertThat(mappers.get("oidc-usermodel-realm-role-mapper")
                            .path("claim.name")
                            .asText())
                    .isEqualTo(platform.getProperty("quarkus.oidc.roles.role-claim-path"));
            JsonNode cohorts = mappers.get("oidc-group-membership-mapper");
            assertThat(viewers)
                    .contains("\"gradeflow.cohorts.claim\", defaultValue = \""
                            + cohorts.path("claim.name").asText() + "\"");
            assertThat(cohorts.path("full.path").asText()).isEqualTo("false");
        });
    }

    @Test
    void shouldHoldNoPassword() {
        assertThat(REALM.path("users"))
                .allSatisfy(user ->
                        assertThat(user.at("/credentials/0/value").asText()).matches("\\$\\{[A-Z_]+\\}"));
        assertThat(REALM.path("clients"))
                .allSatisfy(client -> assertThat(client.has("secret")).isFalse());
    }

    @Test
    void shouldBeTheRealmThatTheServicesAsk() {
        String path = "/realms/" + REALM.path("realm").asText();

        assertThat(Overlay.LOCAL
                        .objects("ConfigMap")
                        .map(map -> map.at("/data/QUARKUS_OIDC_AUTH_SERVER_URL").asText())
                        .filter(url -> !url.isEmpty()))
                .singleElement()
                .asString()
                .endsWith(path);
    }
}
