package io.gradeflow.systemtests.deploy;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.KafkaBroker;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.PostgresServer;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Keycloak with the repository's realm, the door and attempt-service, each told what the compose file tells it: people sign in
 * and out, tokens say what services ask of them, and whose data is erased has no account any more.
 */
@Tag("system")
@Tag("slow")
@EnabledIfEnvironmentVariable(named = "GRADEFLOW_KEYCLOAK", matches = ".+")
class KeycloakTest {

    private static final String DRAWN = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String FIRST = "the-first-person's";
    private static final String LEARNERS = "a-learner's-own";

    /** What {@code deploy/new-env} draws. */
    private static final Map<String, String> SETTINGS = Map.of(
            "KEYCLOAK_PASSWORD",
            "keycloak-s",
            "KEYCLOAK_ADMIN_PASSWORD",
            "administrator-s",
            "GRADEFLOW_ADMIN_PASSWORD",
            FIRST,
            "GRADEFLOW_ACCOUNTS_PASSWORD",
            "accounts-_s",
            "GRADEFLOW_RECEIPTS_KEYS",
            "team:" + DRAWN,
            "GRADEFLOW_IMPORTS_LEARNER_SECRET",
            DRAWN,
            "GRADEFLOW_WEB_SESSION_SECRET",
            DRAWN,
            "ATTEMPT_PASSWORD",
            PostgresServer.configuredPassword());

    @TempDir
    static Path directory;

    private static KafkaBroker kafka;
    private static PostgresServer postgres;
    private static Keycloak keycloak;
    private static ServiceProcess attempts;
    private static ServiceProcess door;

    @BeforeAll
    static void start() {
        kafka = KafkaBroker.start(directory.resolve("kafka"), 0);
        postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        keycloak = Keycloak.start(directory, postgres, SETTINGS);
        attempts = start("attempt-service", Map.of());
        door = start(
                "web", Map.of("http://attempt-service:8080", attempts.address().toString()));
        attempts.awaitReady();
        door.awaitReady();
    }

    private static ServiceProcess start(String service, Map<String, String> siblings) {
        Map<String, String> places = new HashMap<>(siblings);
        places.putAll(keycloak.place());
        places.put("kafka:9092", kafka.bootstrapServers());
        places.put("postgres:5432", postgres.address());
        return ServiceProcess.start(
                service,
                Ports.free(),
                ComposedPart.of(service).environment(SETTINGS, places),
                directory.resolve(service + ".log"));
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable part : new AutoCloseable[] {door, attempts, keycloak, postgres, kafka}) {
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldImportTheRealmOfTheVersionThatIsDeployedWithoutAComplaint() {
        String image = ComposedPart.of("keycloak").image();

        assertThat(Yaml.text(Keycloak.distribution().resolve("version.txt")))
                .contains(image.substring(image.lastIndexOf(':') + 1));
        assertThat(keycloak.said())
                .contains("Realm 'gradeflow' imported")
                .doesNotContain(" ERROR ")
                .doesNotContain("${GRADEFLOW_");
    }

    @Test
    void shouldLeadThroughTheIssuersPageToASessionAndOutOfItAgain() {
        DoorVisit visit = new DoorVisit(door.address(), "localhost:8080");

        visit.signIn("grace", FIRST).then().statusCode(302);

        visit.door("/session")
                .then()
                .statusCode(200)
                .body("name", equalTo("First Administrator"))
                .body("roles", equalTo(List.of("admin", "author", "instructor", "learner")));
        visit.door("/api/v1/attempts").then().statusCode(200);
        assertThat(visit.signOut()).startsWith("http://localhost:8080/");
        visit.door("/session").then().statusCode(401);
    }

    @Test
    void shouldTellServicesWhoSomebodyIs() {
        String id = person("lena");

        String token = token("lena", LEARNERS);

        JsonPath claims =
                JsonPath.from(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
        assertThat(claims.getString("sub")).isEqualTo(id);
        assertThat(claims.getString("name")).isEqualTo("Lena Lovelace");
        assertThat(claims.getList("aud")).contains("gradeflow");
        assertThat(claims.getList("groups")).contains("learner").doesNotContain("author", "instructor", "admin");
        assertThat(claims.getList("cohorts")).containsExactly("autumn-lena");
        attempts(token).get("/attempts").then().statusCode(200);
        attempts(token).delete("/learners/" + id + "/personal-data").then().statusCode(403);
    }

    @Test
    void shouldDeleteTheAccountOfWhoseDataIsErased() {
        String id = person("mary");
        String token = token("mary", LEARNERS);
        attempts(token).get("/attempts").then().statusCode(200);

        assertThat(erased(id).getString("account")).isEqualTo("DELETED");

        keycloak.administration().get("/users/" + id).then().statusCode(404);
        keycloak.signIn("mary", LEARNERS).then().statusCode(400).body("error", equalTo("invalid_grant"));
        assertThat(erased(UUID.randomUUID().toString()).getString("account")).isEqualTo("ABSENT");
    }

    @Test
    void shouldLetTheClientForThatDoNothingElse() {
        String token = keycloak.tokens(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "gradeflow-accounts",
                        "client_secret", SETTINGS.get("GRADEFLOW_ACCOUNTS_PASSWORD")))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");

        keycloak.administration(token).get("/clients").then().statusCode(403);
        attempts(token).get("/attempts").then().statusCode(401);
    }

    private static JsonPath erased(String id) {
        RequestSpecification admin = attempts(token("grace", FIRST));
        admin.delete("/learners/" + id + "/personal-data").then().statusCode(202);
        return await().until(
                        () -> admin.get("/learners/" + id + "/personal-data/erasure")
                                .jsonPath(),
                        state -> !"WAITING".equals(state.getString("account")));
    }

    /** A learner of a group of their own, as an administrator of the issuer makes them. */
    private static String person(String name) {
        String group = "autumn-" + name;
        keycloak.administration()
                .body(Map.of("name", group))
                .post("/groups")
                .then()
                .statusCode(201);
        String[] place = keycloak.administration()
                .body(Map.of(
                        "username",
                        name,
                        "firstName",
                        "Lena",
                        "lastName",
                        "Lovelace",
                        "email",
                        name + "@gradeflow.invalid",
                        "enabled",
                        true,
                        "groups",
                        List.of("/" + group),
                        "credentials",
                        List.of(Map.of("type", "password", "value", LEARNERS, "temporary", false))))
                .post("/users")
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .split("/");
        String id = place[place.length - 1];
        Map<String, Object> role =
                keycloak.administration().get("/roles/learner").jsonPath().getMap("$");
        keycloak.administration()
                .body(List.of(role))
                .post("/users/" + id + "/role-mappings/realm")
                .then()
                .statusCode(204);
        return id;
    }

    private static String token(String user, String password) {
        return keycloak.signIn(user, password).then().statusCode(200).extract().path("access_token");
    }

    private static RequestSpecification attempts(String token) {
        return given().baseUri(attempts.address().toString())
                .basePath("/api/v1")
                .header("Authorization", "Bearer " + token)
                .contentType("application/json");
    }
}
