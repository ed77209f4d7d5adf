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

        assertThat(REALM.path("clients"))
                .filteredOn(RealmTest::isForPeople)
                .hasSize(2)
                .allSatisfy(client -> {
                    Map<String, JsonNode> mappers = new HashMap<>();
                    client.path("protocolMappers")
                            .forEach(mapper ->
                                    mappers.put(mapper.path("protocolMapper").asText(), mapper.path("config")));
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
        String variable = "\\$\\{[A-Z_]+\\}";
        assertThat(REALM.path("users"))
                .filteredOn(user -> !user.has("serviceAccountClientId"))
                .isNotEmpty()
                .allSatisfy(user ->
                        assertThat(user.at("/credentials/0/value").asText()).matches(variable));
        assertThat(REALM.path("clients"))
                .allSatisfy(client ->
                        assertThat(client.path("secret").asText("${NONE}")).matches(variable));
    }

    /** That client gets tokens for itself alone, with which no service lets it do anything. */
    @Test
    void shouldLetAttemptServiceDeleteAccountsAndDoNothingElse() throws Exception {
        String code = Yaml.text(
                Yaml.ROOT.resolve("attempt-service/src/main/java/io/gradeflow/attempt/personal/IssuerAccounts.java"));
        JsonNode account = Yaml.each(REALM.path("users"))
                .filter(user -> user.has("serviceAccountClientId"))
                .findFirst()
                .orElseThrow();
        String client = account.path("serviceAccountClientId").asText();

        assertThat(code).contains("\"gradeflow.accounts.client-id\", defaultValue = \"" + client + "\"");
        assertThat(Yaml.each(account.at("/clientRoles/realm-management")).map(JsonNode::asText))
                .containsExactly("manage-users");
        assertThat(Yaml.each(REALM.path("clients"))
                        .filter(one -> one.path("clientId").asText().equals(client)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("serviceAccountsEnabled").asBoolean()).isTrue();
                    assertThat(one.path("publicClient").asBoolean(true)).isFalse();
                    assertThat(one.has("protocolMappers")).isFalse();
                });
        assertThat(Overlay.LOCAL
                        .objects("ConfigMap")
                        .map(map -> map.at("/data/GRADEFLOW_ACCOUNTS_URL").asText())
                        .filter(url -> !url.isEmpty()))
                .singleElement()
                .asString()
                .endsWith("/admin/realms/" + REALM.path("realm").asText());
    }

    private static boolean isForPeople(JsonNode client) {
        return !client.path("serviceAccountsEnabled").asBoolean();
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
