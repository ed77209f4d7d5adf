package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.PostgresServer;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The drill: all databases are backed up, people go on, and then the databases are lost and restored as they were backed up. Nothing
 * that was acknowledged and published is lost, and no version is given out twice.
 */
@Tag("system")
@Tag("slow")
class RestoreTest {

    private static final List<String> SERVICES = List.of("question-service", "attempt-service", "analytics-service");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final String bank = "drill-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void shouldLoseNothingThatWasAcknowledgedAndPublished() throws SQLException {
        try (LocalSystem system = LocalSystem.start(1)) {
            Client author = Client.author(system);
            Client admin = Client.of(system, "admin", "admin");
            author.createBank(bank);
            author.importFile(bank, questions("Yes"));
            Client ada = Client.learner(system, "ada");
            Client bob = Client.learner(system, "bob");
            Client cyd = Client.learner(system, "cyd");
            String known = begin(ada);
            answer(ada, known, 1, "A");
            graded(ada, known, 1);

            backUp(system);

            answer(ada, known, 2, "A");
            answer(ada, known, 3, "B");
            finish(ada, known);
            String whole = begin(bob);
            List.of(1, 2, 3).forEach(position -> answer(bob, whole, position, "A"));
            finish(bob, whole);
            String open = begin(cyd);
            answer(cyd, open, 2, "A");
            graded(ada, known, 3);
            graded(bob, whole, 3);
            graded(cyd, open, 1);
            author.importFile(bank, questions("Yes, indeed"));
            int revision = author.request().get("/banks/" + bank).path("revision");
            List<Integer> revisions = revisions(author);
            JsonPath figures = figures(author, 7);
            Map<String, String> results = Map.of(known, results(ada, known), whole, results(bob, whole));

            restore(system);

            assertThat(author.request().get("/banks/" + bank).<Integer>path("revision"))
                    .isEqualTo(revision);
            assertThat(revisions(author)).isEqualTo(revisions).contains(2);
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(results(ada, known)).isEqualTo(results.get(known));
                assertThat(results(bob, whole)).isEqualTo(results.get(whole));
            });
            graded(cyd, open, 1);
            cyd.request().get("/attempts/" + open).then().body("status", equalTo("EXPIRED"));
            admin.request().get("/attempts/" + open + "/journal").then().body("[0].deed", equalTo("RESTORED"));
            assertThat(figures(author, 7).getMap("total")).isEqualTo(figures.getMap("total"));
            // And it goes on, with the next versions.
            author.importFile(bank, questions("Yes, of course"));
            assertThat(revisions(author)).contains(3);
            String next = begin(ada);
            answer(ada, next, 1, "A");
            graded(ada, next, 1);
        }
    }

    private static byte[] questions(String right) {
        return """
                Id: one

                The first one?

                %s (Correct)

                No
                ---
                Id: two

                The second one?

                Yes (Correct)

                No
                ---
                Id: three

                The third one?

                Yes (Correct)

                No
                """.formatted(right).getBytes(StandardCharsets.UTF_8);
    }

    private String begin(Client learner) {
        return await().atMost(LONG)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(
                        () -> learner.request()
                                .body(Map.of("bank", bank, "mode", "practice"))
                                .post("/attempts")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("id"),
                        id -> true);
    }

    private static void answer(Client learner, String attempt, int position, String choice) {
        learner.request()
                .body(Map.of("choices", List.of(choice)))
                .put("/attempts/" + attempt + "/answers/" + position)
                .then()
                .statusCode(202);
    }

    private static void finish(Client learner, String attempt) {
        learner.request().post("/attempts/" + attempt + "/finish").then().statusCode(200);
    }

    private static void graded(Client learner, String attempt, int count) {
        await().atMost(LONG)
                .untilAsserted(() -> learner.request()
                        .get("/attempts/" + attempt)
                        .then()
                        .statusCode(200)
                        .body("totals.graded", equalTo(count)));
    }

    private List<Integer> revisions(Client author) {
        return author.request()
                .get("/banks/" + bank + "/questions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.revision");
    }

    private static String results(Client learner, String attempt) {
        JsonPath results = learner.request()
                .get("/attempts/" + attempt + "/results")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return results.getString("status") + " " + results.getString("score") + " of " + results.getString("maximum")
                + " " + results.getList("questions.score") + " " + results.getBoolean("provisional");
    }

    private JsonPath figures(Client author, int answers) {
        return await().atMost(LONG)
                .until(
                        () -> author.request()
                                .get("/analytics/topics?bank=" + bank)
                                .jsonPath(),
                        figures -> figures.getInt("total.answers") == answers);
    }

    private static void backUp(LocalSystem system) throws SQLException {
        SERVICES.forEach(system::stop);
        for (String database : PostgresServer.DATABASES) {
            execute(system, "CREATE DATABASE " + database + "_backup TEMPLATE " + database + " OWNER " + database);
        }
        SERVICES.forEach(system::start);
    }

    private static void restore(LocalSystem system) throws SQLException {
        SERVICES.forEach(system::kill);
        for (String database : PostgresServer.DATABASES) {
            execute(system, "DROP DATABASE " + database + " WITH (FORCE)");
            execute(system, "ALTER DATABASE " + database + "_backup RENAME TO " + database);
        }
        SERVICES.forEach(system::start);
    }

    private static void execute(LocalSystem system, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        PostgresServer.jdbcUrl(system.address("postgres").getPort(), "postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
