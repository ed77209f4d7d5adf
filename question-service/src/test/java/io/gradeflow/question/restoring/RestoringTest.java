package io.gradeflow.question.restoring;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The database goes back to an older state, as a restore would have it, and what was published since is taken over. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class RestoringTest {

    /** Those that name others come first. */
    private static final List<String> TABLES = List.of(
            "key_correction",
            "answer_key",
            "question_topic",
            "question_act",
            "question_revision",
            "question",
            "import_file",
            "import_verdict",
            "import_job",
            "bank_asset",
            "brought_picture",
            "blueprint_section",
            "blueprint",
            "topic",
            "bank");

    private final String bank = "restored-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Jdbi jdbi;

    @Inject
    Restoring restoring;

    @Test
    void shouldTakeOverWhatWasPublishedAfterTheBackupWithItsVersions() {
        createBank();
        importFile(question("one", "Recall (Correct)"));
        String backup = backUp();
        importFile(question("one", "Recall and more (Correct)") + "---\n" + question("two", "Precision (Correct)"));
        putTopics("[{\"path\": \"metrics\", \"title\": \"Metrics\"}]");
        importFile("Topic: metrics\n" + question("three", "F1 (Correct)"));
        author().body("""
                        {"sections": [{"topic": "metrics", "count": 1}], "minutes": 5, "passMark": 7, "scale": {"min": 0, "max": 10}}
                        """)
                .put("/api/v1/banks/" + bank + "/blueprints/mock")
                .then()
                .statusCode(201);
        JsonPath before = state();
        String corrected = correct(
                "two", "{\"effect\": \"regrade\", \"choices\": [\"B\"], \"reason\": \"A was marked by mistake\"}");
        List<String> keysBefore = keys();

        restore(backup);
        assertThat(state().getInt("revision")).isLessThan(before.getInt("revision"));
        restoring.takeOver();

        assertThat(state().prettify()).isEqualTo(before.prettify());
        assertThat(keys()).isEqualTo(keysBefore);
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("gradeflow_restore_taken_over_total(?:\\{[^}]*\\})? [1-9]");
        author().get("/api/v1/banks/" + bank + "/blueprints/mock").then().statusCode(200);
        author().get("/api/v1/banks/" + bank + "/topics").then().body("topics.path", equalTo(List.of("metrics")));
        author().get("/api/v1/questions/" + corrected + "/revisions/1/corrections")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        // What was imported is recognised, and what comes next has the next versions.
        importFile(question("one", "Recall and more (Correct)")).body("unchanged", equalTo(1));
        importFile(question("one", "Recall at last (Correct)"));
        assertThat(revisionOf("one")).isEqualTo(3);
        assertThat(state().getInt("revision")).isGreaterThan(before.getInt("revision"));
    }

    @Test
    void shouldTakeOverABankOfWhichTheBackupKnowsNothing() {
        String backup = backUp();
        createBank();
        importFile(question("one", "Recall (Correct)"));
        JsonPath before = state();

        restore(backup);
        author().get("/api/v1/banks/" + bank).then().statusCode(404);
        restoring.takeOver();

        assertThat(state().prettify()).isEqualTo(before.prettify());
        importFile(question("one", "Recall (Correct)")).body("unchanged", equalTo(1));
    }

    /** The log has a key's newest version alone, and the backup none. */
    @Test
    void shouldSayOfAQuestionThatItsFormerKeyIsLost() {
        createBank();
        String backup = backUp();
        importFile(question("one", "Recall (Correct)") + "---\n" + question("two", "Precision (Correct)"));
        correct("one", "{\"effect\": \"credit-all\", \"reason\": \"Both can be defended\"}");
        String id = correct("one", "{\"effect\": \"withdraw\", \"reason\": \"Nobody could know\"}");

        restore(backup);
        restoring.takeOver();

        author().get("/api/v1/questions/" + id + "/revisions/1/corrections")
                .then()
                .body("items.effect", equalTo(List.of("withdraw", "credit-all")));
        author().get("/api/v1/banks/" + bank + "/export/report?format=jsonl")
                .then()
                .statusCode(200)
                .body("leftOut", equalTo(1))
                .body("whole", equalTo(1))
                .body("questions.losses.code.flatten()", equalTo(List.of("key-lost")));
        assertThat(author().get("/api/v1/banks/" + bank + "/export?format=gift").asString())
                .contains("Left out: one", "Which one is two?");
        author().get("/api/v1/questions/" + id + "/source")
                .then()
                .statusCode(409)
                .body("code", equalTo("key-lost"));
        for (String effect : List.of("\"regrade\", \"choices\": [\"A\"]", "\"credit-all\"")) {
            author().body("{\"effect\": " + effect + ", \"reason\": \"As it was\"}")
                    .post("/api/v1/questions/" + id + "/revisions/1/corrections")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("Edit the question"));
        }
        importFile(question("one", "Recall (Correct)")).body("updated", equalTo(1));
        assertThat(revisionOf("one")).isEqualTo(2);
        author().get("/api/v1/questions/" + id + "/source").then().statusCode(200);
    }

    @Test
    void shouldChangeNothingWhereNothingIsLacking() {
        createBank();
        importFile(question("one", "Recall (Correct)"));
        jdbi.useHandle(handle -> handle.execute("UPDATE own_log SET next_offset = 0"));
        // Published once, and then changed again without anybody having been told yet.
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE question_revision SET unpublished = true WHERE question_id IN (SELECT question.id FROM question"
                        + " JOIN bank ON bank.id = bank_id WHERE slug = ?)",
                bank));
        String before = state().prettify();

        restoring.takeOver();

        assertThat(state().prettify()).isEqualTo(before);
        long taken = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM question WHERE words IS NULL AND found_in = revision")
                .mapTo(long.class)
                .one());
        assertThat(taken).as("found by nothing, and never read again").isZero();
        boolean unpublished = jdbi.withHandle(handle ->
                handle.createQuery("""
                                SELECT bool_and(unpublished) FROM question_revision
                                    JOIN question ON question.id = question_id JOIN bank ON bank.id = bank_id WHERE slug = :bank
                                """).bind("bank", bank).mapTo(boolean.class).one());
        assertThat(unpublished).isTrue();
    }

    private String backUp() {
        String name = "backup_" + UUID.randomUUID().toString().replace("-", "");
        jdbi.useTransaction(handle -> {
            handle.execute("CREATE SCHEMA " + name);
            List.of("own_log").forEach(table -> copy(handle.getConnection(), table, name));
            TABLES.forEach(table -> copy(handle.getConnection(), table, name));
        });
        // As old as the copy: where the topics end now, nothing is lacking.
        return name;
    }

    private static void copy(java.sql.Connection connection, String table, String schema) {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + schema + "." + table + " AS TABLE public." + table);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void restore(String name) {
        jdbi.useTransaction(handle -> {
            TABLES.forEach(table -> handle.execute("DELETE FROM public." + table));
            handle.execute("DELETE FROM own_log");
            for (String table : TABLES.reversed()) {
                String columns = handle.createQuery("""
                                SELECT string_agg(column_name, ', ') FROM information_schema.columns
                                WHERE table_schema = 'public' AND table_name = :table
                                """)
                        .bind("table", table)
                        .mapTo(String.class)
                        .one();
                handle.execute("INSERT INTO public.%s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s.%s"
                        .formatted(table, columns, columns, name, table));
            }
            handle.execute("INSERT INTO own_log SELECT * FROM " + name + ".own_log");
        });
    }

    private static String question(String id, String right) {
        return "Id: %s\n\nWhich one is %s?\n\n%s\n\nNone\n".formatted(id, id, right);
    }

    private void createBank() {
        author().body(Map.of("slug", bank, "title", "A bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse importFile(String file) {
        return author().contentType("text/plain")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(200);
    }

    private void putTopics(String topics) {
        author().body("{\"topics\": " + topics + "}")
                .put("/api/v1/banks/" + bank + "/topics")
                .then()
                .statusCode(200);
    }

    private String correct(String externalId, String correction) {
        String id = questions().getString("items.find { it.externalId == '" + externalId + "' }.id");
        author().body(correction)
                .post("/api/v1/questions/" + id + "/revisions/1/corrections")
                .then()
                .statusCode(202);
        await().until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM answer_key WHERE unpublished AND question_id = :id")
                        .bind("id", UUID.fromString(id))
                        .mapTo(int.class)
                        .one())
                == 0);
        return id;
    }

    private int revisionOf(String externalId) {
        return questions().getInt("items.find { it.externalId == '" + externalId + "' }.revision");
    }

    private JsonPath questions() {
        return author().get("/api/v1/banks/" + bank + "/questions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath state() {
        return author().get("/api/v1/banks/" + bank)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> keys() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT external_id || ' ' || answer_key.revision || ' ' || key_version || ' ' || key
                        FROM answer_key JOIN question ON question.id = question_id JOIN bank ON bank.id = bank_id
                        WHERE slug = :bank ORDER BY 1
                        """).bind("bank", bank).mapTo(String.class).list());
    }

    private static RequestSpecification author() {
        return given().header("Authorization", TestTokens.bearer("author", "author"))
                .contentType("application/json");
    }
}
