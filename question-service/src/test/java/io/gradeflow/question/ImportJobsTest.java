package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class ImportJobsTest extends BankApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldGoOnAfterItsAnswerAndTellWhatBecameOfEachQuestion() {
        String file = IntStream.range(0, 1_200)
                .mapToObj(number -> number % 100 == 7 ? "Nothing?\n\na\n\nb\n" : numbered(number))
                .collect(Collectors.joining("---\n"));

        String id = submit(file, false).extract().path("id");

        ended(id)
                .body("state", equalTo("done"))
                .body("format", equalTo("marked-text"))
                .body("questions", equalTo(1_200))
                .body("decided", equalTo(1_200))
                .body("counts.imported", equalTo(1_188))
                .body("counts.rejected", equalTo(12))
                .body("counts.untagged", equalTo(1_188))
                .body("endedAt", notNullValue());
        as("author")
                .get("/api/v1/imports/" + id + "/questions?status=rejected&limit=10")
                .then()
                .statusCode(200)
                .body("items", hasSize(10))
                .body("items[0].number", equalTo(8))
                .body("items[0].problems[0].code", equalTo("no-correct-choice"))
                .body("next", notNullValue());
        String next = as("author")
                .get("/api/v1/imports/" + id + "/questions?limit=1000")
                .then()
                .body("items", hasSize(1_000))
                .extract()
                .path("next");
        as("author")
                .get("/api/v1/imports/" + id + "/questions?limit=1000&cursor=" + next)
                .then()
                .body("items", hasSize(200))
                .body("items[0].number", equalTo(1_001))
                .body("items[0].status", equalTo("imported"))
                .body("next", nullValue());
        await().untilAsserted(
                        () -> as("author").get("/api/v1/imports/" + id).then().body("published", equalTo(true)));
        as("author")
                .get("/api/v1/imports/" + id + "/events")
                .then()
                .statusCode(200)
                .body(containsString("event:end"))
                .body(containsString("\"state\":\"done\""));
    }

    @Test
    void shouldChangeNothingOnADryRun() {
        int before = revision();

        String id = submit(TWO, true).extract().path("id");

        ended(id)
                .body("state", equalTo("done"))
                .body("counts.imported", equalTo(2))
                .body("published", equalTo(false));
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void shouldLeaveTheBankAsItWasWhenItIsCancelled() {
        String id;
        try (Handle locking = jdbi.open()) {
            locking.begin();
            locking.createQuery("SELECT id FROM bank WHERE slug = :slug FOR NO KEY UPDATE")
                    .bind("slug", bank)
                    .mapTo(UUID.class)
                    .one();
            id = submit(TWO, false).extract().path("id");
            await().untilAsserted(() ->
                    as("author").get("/api/v1/imports/" + id).then().body("state", equalTo("writing")));
            as("author").delete("/api/v1/imports/" + id).then().statusCode(200).body("state", equalTo("cancelled"));
            locking.rollback();
        }
        // Whatever is sent now is imported after it.
        String after = submit(numbered(1), false).extract().path("id");

        ended(after).body("state", equalTo("done"));
        as("author").get("/api/v1/imports/" + id).then().body("state", equalTo("cancelled"));
        as("author").get("/api/v1/banks/" + bank + "/questions").then().body("items.stem", contains("Question 1?"));
        as("author").delete("/api/v1/imports/" + id).then().statusCode(409).body("code", equalTo("import-ended"));
    }

    @Test
    void shouldBeToldFailedWhereItsProcessHasGone() {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO import_job (id, bank_id, state, format, dry_run, created_at, created_by, heartbeat_at)
                SELECT ?, id, 'WRITING', 'gift', false, now(), 'x', now() - interval '2 minutes' FROM bank WHERE slug = ?
                """, id, bank));

        ended(id.toString()).body("state", equalTo("failed")).body("problem.code", equalTo("import-interrupted"));
    }

    @Test
    void shouldSayWhyAFileCameToNothing() {
        String id = submit("{}\n".repeat(20_000), false).extract().path("id");

        ended(id).body("state", equalTo("failed")).body("problem.code", equalTo("not-a-bank"));
        as("author")
                .header("Prefer", "respond-async")
                .body("%PDF-1.7")
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(400)
                .body("code", equalTo("not-a-bank"));
    }

    @Test
    void shouldReportEachFileOfAnArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : List.of(
                    Map.entry("a.gift", "Is it {T}\n\nWrite {}\n"),
                    Map.entry("b.md", "### Which?\n\n- [x] a\n- [ ] b\n"))) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        ValidatableResponse dry = as("author")
                .contentType("application/zip")
                .body(bytes.toByteArray())
                .post("/api/v1/banks/" + bank + "/imports?dryRun=true")
                .then()
                .statusCode(200);
        String id = as("author")
                .contentType("application/zip")
                .header("Prefer", "respond-async")
                .body(bytes.toByteArray())
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        for (ValidatableResponse report : List.of(dry, ended(id))) {
            report.body("format", equalTo("archive"))
                    .body("files.file", contains("a.gift", "b.md"))
                    .body("files.format", contains("gift", "markdown-checkboxes"))
                    .body("files.imported", contains(1, 1))
                    .body("files.rejected", contains(1, 0));
        }
    }

    private ValidatableResponse submit(String file, boolean dryRun) {
        ValidatableResponse accepted = as("author")
                .contentType("text/plain")
                .header("Prefer", "respond-async, wait=10")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/banks/" + bank + "/imports?dryRun=" + dryRun)
                .then()
                .statusCode(202)
                .header("Preference-Applied", "respond-async");
        String id = accepted.extract().path("id");
        return accepted.header("Location", containsString("/api/v1/imports/" + id));
    }

    /** Before the service looks for imports unasked, which it does each minute. */
    private static ValidatableResponse ended(String id) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as("author")
                        .get("/api/v1/imports/" + id)
                        .then()
                        .statusCode(200)
                        .body("endedAt", notNullValue()));
        return as("author").get("/api/v1/imports/" + id).then();
    }
}
