package io.gradeflow.systemtests.deploy;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gradeflow.devstack.Ports;
import io.restassured.specification.RequestSpecification;
import java.net.ConnectException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With TLS everywhere, a user for each service and exactly the rights of {@code deploy/overlays/production/users.yaml}, an answer
 * still comes to the figures.
 */
@Tag("system")
@Tag("slow")
class EncryptedTest {

    private static final String FILE = """
            Topic: arithmetic

            How much is two and two?

            Three

            Four (Correct)
            """;

    @TempDir
    static Path directory;

    private static GuardedSystem system;

    @BeforeAll
    static void start() {
        system = GuardedSystem.start(directory);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void shouldCountAnAnswerThatGoesThroughEncryptedConnectionsAlone() {
        author().body(Map.of("slug", "sealed", "title", "Sealed"))
                .post("/banks")
                .then()
                .statusCode(201);
        author().contentType("text/plain")
                .body(FILE)
                .post("/banks/sealed/imports")
                .then()
                .statusCode(200)
                .body("imported", equalTo(1));
        String attempt = learner("attempt-service")
                .body(Map.of("bank", "sealed", "mode", "practice"))
                .post("/attempts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        learner("attempt-service")
                .body(Map.of("choices", List.of("B")))
                .put("/attempts/" + attempt + "/answers/1")
                .then()
                .statusCode(202);
        learner("attempt-service")
                .post("/attempts/" + attempt + "/finish")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertThat(learner("analytics-service")
                        .get("/analytics/topics?bank=sealed")
                        .asString())
                .contains("\"answers\":1"));
        assertThat(List.of("question-service", "attempt-service", "grader-service", "analytics-service"))
                .allSatisfy(
                        service -> assertThat(system.service(service).said()).doesNotContain("AuthorizationException"));
    }

    /** What tells how long answers wait looks at others' groups and topics. */
    @ParameterizedTest
    @ValueSource(strings = {"attempt-service", "grader-service", "analytics-service"})
    void shouldTellWhatWaits(String service) {
        await().untilAsserted(() -> assertThat(
                        given().baseUri(system.service(service).address().toString())
                                .get("/q/metrics")
                                .asString())
                .containsPattern("gradeflow_lane_lag\\{[^}]*lane=\"live\"[^}]*\\} 0"));
    }

    @Test
    void shouldEndTlsInTheDoorWhereItHasACertificate() {
        int port = Ports.free();
        Certificate certificate = system.certificate();
        try (ServiceProcess door = ServiceProcess.start(
                "web",
                Ports.free(),
                Map.of(
                        "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                                certificate.certificate().toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                                certificate.key().toString(),
                        "QUARKUS_HTTP_SSL_PORT", Integer.toString(port),
                        "QUARKUS_HTTP_INSECURE_REQUESTS", "disabled",
                        "GRADEFLOW_WEB_SESSION_SECRET", "a-secret-of-the-test-that-is-long-enough",
                        "QUARKUS_OIDC_AUTH_SERVER_URL", system.issuer()),
                directory.resolve("web.log"))) {
            await().ignoreExceptionsInstanceOf(ConnectException.class)
                    .untilAsserted(() -> given().trustStore(certificate.store().toFile(), Certificate.PASSWORD)
                            .get("https://127.0.0.1:" + port + "/q/health/ready")
                            .then()
                            .statusCode(200));
            assertThatThrownBy(() -> given().get(door.address())).isInstanceOf(ConnectException.class);
        }
    }

    static List<Arguments> tokens() {
        Date before = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
        Map<String, Object> issuedBefore = Map.of("iat", before, "nbf", before);
        Duration good = Duration.ofMinutes(5);
        return List.of(
                arguments("that is good", Map.of(), good, 200),
                arguments("that has just expired by another clock", issuedBefore, Duration.ofSeconds(-1), 200),
                arguments("that has expired", issuedBefore, Duration.ofMinutes(-5), 401),
                arguments("for others", Map.of("aud", List.of("elsewhere")), good, 401),
                arguments("of another issuer", Map.of("iss", "https://elsewhere/gradeflow"), good, 401));
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("tokens")
    void shouldTakeOnlyTokensThatAreGoodForIt(
            String which, Map<String, Object> instead, Duration validity, int expected) {
        given().baseUri(system.service("attempt-service").address().toString())
                .header("Authorization", "Bearer " + system.token(instead, validity))
                .get("/api/v1/attempts")
                .then()
                .statusCode(expected);
    }

    @Test
    void shouldLetNobodyWriteKeysButWhoMay() {
        Map<String, Object> client = new HashMap<>(system.kafka().clientOf("grader-service"));

        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("answer-keys", "question/1", "{}"))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void shouldHoldNoConnectionToADatabaseThatIsNotEncrypted() throws Exception {
        try (var connection = DriverManager.getConnection(system.databases(), "postgres", "");
                var rows = connection.createStatement().executeQuery("""
                        SELECT count(*) FILTER (WHERE ssl), count(*) FILTER (WHERE NOT ssl)
                        FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                        WHERE usename IN ('question', 'attempt', 'analytics')
                        """)) {
            rows.next();
            assertThat(rows.getInt(1)).isPositive();
            assertThat(rows.getInt(2)).isZero();
        }
    }

    private static RequestSpecification author() {
        return call("question-service", "author");
    }

    private static RequestSpecification learner(String service) {
        return call(service, "learner");
    }

    private static RequestSpecification call(String service, String role) {
        return given().baseUri(system.service(service).address().toString())
                .basePath("/api/v1")
                .header("Authorization", "Bearer " + system.token(role, role))
                .contentType("application/json");
    }
}
