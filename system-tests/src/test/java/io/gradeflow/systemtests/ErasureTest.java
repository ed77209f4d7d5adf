package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.PostgresServer;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Topic;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** After an erasure, neither the name nor what was typed stands in any table or in any topic that is kept for longer than a week. */
@OnTheSystem
class ErasureTest {

    private static final Set<String> OF_A_WEEK =
            Set.of(Topic.ANSWERS_SUBMITTED.topicName(), Topic.ANSWERS_RESUBMITTED.topicName());

    private final SystemUnderTest system;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String name = "wilhelmina-" + run;
    private final String words = "my aunt " + run + " of Paris";

    ErasureTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldLeaveNeitherTheNameNorWhatWasTypedAnywhere() throws SQLException {
        Client author = Client.author(system);
        Client admin = Client.of(system, "admin", "admin");
        Client learner = Client.learner(system, name);
        String bank = "erasure-" + run;
        author.createBank(bank);
        author.importFile(
                bank,
                "{\"type\": \"short-text\", \"stem\": \"Where?\", \"answers\": [{\"text\": \"Paris\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        String attempt = learner.request()
                .body(Map.of("bank", bank, "mode", "practice"))
                .post("/attempts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        learner.request()
                .body(Map.of("text", words))
                .put("/attempts/" + attempt + "/answers/1")
                .then()
                .statusCode(202);
        await().untilAsserted(() ->
                learner.request().get("/attempts/" + attempt).then().body("totals.graded", equalTo(1)));
        // The search finds what is there.
        assertThat(tablesWith(words)).contains("attempt.answer");
        assertThat(tablesWith(name)).contains("attempt.learner");
        assertThat(topicsWith(words)).isNotEmpty().isSubsetOf(OF_A_WEEK);

        admin.request()
                .delete("/learners/" + learner.id() + "/personal-data")
                .then()
                .statusCode(202);

        JsonPath erased = await().until(
                        () -> admin.request()
                                .get("/learners/" + learner.id() + "/personal-data/erasure")
                                .jsonPath(),
                        state -> !"RUNNING".equals(state.getString("state")));
        assertThat(erased.getString("account")).isEqualTo("DELETED");
        assertThat(tablesWith(words)).isEmpty();
        assertThat(tablesWith(name)).isEmpty();
        assertThat(topicsWith(words)).isSubsetOf(OF_A_WEEK);
        assertThat(topicsWith(name)).isEmpty();
    }

    private Set<String> topicsWith(String text) {
        Set<String> found = new TreeSet<>();
        for (Topic topic : Topic.values()) {
            boolean holds = TopicRecords.of(system.bootstrapServers(), topic.topicName()).stream()
                    .anyMatch(record -> (record.key()
                                    + new String(record.value(), StandardCharsets.UTF_8)
                                    + Arrays.toString(record.headers().toArray()))
                            .contains(text));
            if (holds) {
                found.add(topic.topicName());
            }
        }
        return found;
    }

    /** All tables of all services. */
    private Set<String> tablesWith(String text) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (String database : PostgresServer.DATABASES) {
            URI server = system.address("postgres");
            try (Connection connection = DriverManager.getConnection(
                            PostgresServer.jdbcUrl(server.getPort(), database),
                            database,
                            PostgresServer.configuredPassword());
                    Statement statement = connection.createStatement()) {
                for (String table : tables(statement)) {
                    try (ResultSet rows = statement.executeQuery(
                            "SELECT EXISTS (SELECT FROM " + table + " t WHERE t::text LIKE '%" + text + "%')")) {
                        rows.next();
                        if (rows.getBoolean(1)) {
                            found.add(database + "." + table);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
