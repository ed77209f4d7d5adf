package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Two instances change the same answer at the same moment: this one, and another whose transaction it has to wait for. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ChangeRaceTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldClearTheVersionThatAnotherInstanceIsStoring() throws Exception {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A").statusCode(202);

        ValidatableResponse cleared = whileAnotherInstance(
                handle -> replaceByB(handle, attempt, 1), "%FOR UPDATE OF answer%", attempt, "{\"choices\":[]}");

        cleared.statusCode(202).body("version", equalTo(3)).body("choices", equalTo(List.of()));
        view(attempt).body("questions[0].status", equalTo("UNANSWERED"));
    }

    @Test
    void shouldTellARetryOfTheNewerChangeThatAnotherInstanceIsStoring() throws Exception {
        String attempt = attempt(PublishedBank.of(1));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":3}").statusCode(202);

        ValidatableResponse retried = whileAnotherInstance(
                handle -> {
                    mark(handle, attempt, 5);
                    replaceByB(handle, attempt, 1);
                },
                "%FOR UPDATE OF attempt_position%",
                attempt,
                "{\"choices\":[\"C\"],\"seq\":4}");

        retried.statusCode(202)
                .body("version", equalTo(2))
                .body("choices", equalTo(List.of("B")))
                .body("seq", equalTo(5));
    }

    @Test
    void shouldClearTheFirstAnswerThatAnotherInstanceIsStoring() throws Exception {
        String attempt = attempt(PublishedBank.of(1));

        ValidatableResponse cleared = whileAnotherInstance(
                handle -> {
                    store(handle, attempt, 1, "A");
                    handle.createUpdate("""
                                    INSERT INTO attempt_position (attempt_id, position, flagged, seq, changed_at)
                                    VALUES (:attempt, 1, false, 7, now())
                                    """)
                            .bind("attempt", UUID.fromString(attempt))
                            .execute();
                },
                "%INTO attempt_position%",
                attempt,
                "{\"choices\":[],\"seq\":8}");

        cleared.statusCode(202).body("version", equalTo(2)).body("choices", equalTo(List.of()));
        view(attempt).body("questions[0].status", equalTo("UNANSWERED")).body("questions[0].seq", equalTo(8));
    }

    @Test
    void shouldClearTheFirstAnswerToAPositionThatWasFlaggedBefore() throws Exception {
        String attempt = attempt(PublishedBank.of(1));

        ValidatableResponse cleared = whileAnotherAnswersWhatWasFlagged(attempt, "{\"choices\":[],\"seq\":8}");

        cleared.statusCode(202).body("version", equalTo(2)).body("choices", equalTo(List.of()));
        view(attempt).body("questions[0].status", equalTo("UNANSWERED")).body("questions[0].seq", equalTo(8));
    }

    @Test
    void shouldTellAnOlderRetryOfTheFirstAnswerToAPositionThatWasFlaggedBefore() throws Exception {
        String attempt = attempt(PublishedBank.of(1));

        ValidatableResponse retried = whileAnotherAnswersWhatWasFlagged(attempt, "{\"choices\":[\"B\"],\"seq\":6}");

        retried.statusCode(202).body("version", equalTo(1)).body("choices", equalTo(List.of("A")));
    }

    /** The position bears a mark before, so that both have to hold it; the other's change has the number 7. */
    private ValidatableResponse whileAnotherAnswersWhatWasFlagged(String attempt, String body) throws Exception {
        put(attempt, 1, "{\"choices\":[],\"flagged\":true,\"seq\":1}").statusCode(202);
        return whileAnotherInstance(
                handle -> {
                    mark(handle, attempt, 7);
                    store(handle, attempt, 1, "A");
                },
                "%FOR UPDATE OF attempt_position%",
                attempt,
                body);
    }

    /** @param waiting the statement of this instance that the other's transaction holds up */
    private ValidatableResponse whileAnotherInstance(
            Consumer<Handle> change, String waiting, String attempt, String body) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ValidatableResponse> response = jdbi.inTransaction(handle -> {
                change.accept(handle);
                Future<ValidatableResponse> put = executor.submit(() -> put(attempt, 1, body));
                Waits.until(jdbi, waiting);
                return put;
            });
            return response.get();
        }
    }

    private static void mark(Handle handle, String attempt, long seq) {
        int marked = handle.createUpdate(
                        "UPDATE attempt_position SET seq = :seq WHERE attempt_id = :attempt AND position = 1")
                .bind("seq", seq)
                .bind("attempt", UUID.fromString(attempt))
                .execute();
        assertThat(marked).isEqualTo(1);
    }

    private static void replaceByB(Handle handle, String attempt, int version) {
        int replaced = handle.createUpdate("""
                        UPDATE answer SET superseded = true
                        WHERE attempt_id = :attempt AND position = 1 AND version = :version
                        """)
                .bind("attempt", UUID.fromString(attempt))
                .bind("version", version)
                .execute();
        assertThat(replaced).isEqualTo(1);
        store(handle, attempt, version + 1, "B");
    }

    private static void store(Handle handle, String attempt, int version, String choice) {
        handle.createUpdate("""
                        INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, response, received_at)
                        SELECT attempt_id, 1, :version, :answer, question_ids[1], revisions[1], :response::jsonb, now()
                        FROM attempt WHERE attempt_id = :attempt
                        """)
                .bind("attempt", UUID.fromString(attempt))
                .bind("version", version)
                .bind("answer", UUID.nameUUIDFromBytes((attempt + "/1").getBytes(StandardCharsets.UTF_8)))
                .bind("response", "{\"kind\":\"choice\",\"choices\":[\"" + choice + "\"]}")
                .execute();
    }
}
