package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What becomes of a call while another transaction holds a row: a move goes by the row as it is afterwards, a look waits for none. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class HeldRowsTest extends ExamDayApi {

    @Inject
    Jdbi jdbi;

    private final PublishedBank another = PublishedBank.withExam(4, 3, 30);

    @Test
    void shouldComposeTheExamThatTheSittingAsksAtTheStart() throws Exception {
        String sitting = plan(Map.of());

        ValidatableResponse started = whileHeld(
                sitting, () -> start("{\"sitting\":\"" + sitting + "\"}"), handle -> moveTo(another, handle, sitting));

        started.statusCode(201).body("bank", equalTo(another.slug)).body("questions", hasSize(3));
    }

    @Test
    void shouldFindTheExamThatItsOwnKeyIsMaking() throws Exception {
        String learnerId = TestTokens.learnerId(learner).toString();
        String body = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
        Callable<ValidatableResponse> start = () -> as(token())
                .header("Idempotency-Key", "k-1")
                .body(body)
                .post(ATTEMPTS)
                .then();
        String exam = start.call().statusCode(201).extract().path("id");
        // As if it were only being made, by a request under the same key to another instance.
        jdbi.useHandle(handle -> {
            handle.execute(
                    "UPDATE attempt SET status = 'FINISHED', idempotency_key = NULL WHERE attempt_id = ?",
                    UUID.fromString(exam));
            handle.execute("UPDATE learner SET name = NULL WHERE learner_id = ?", learnerId);
        });

        ValidatableResponse repeated = whileHeld(
                "learner",
                learnerId,
                start,
                handle -> handle.execute(
                        "UPDATE attempt SET status = 'OPEN', idempotency_key = 'k-1' WHERE attempt_id = ?",
                        UUID.fromString(exam)));

        repeated.statusCode(201).body("id", equalTo(exam));
    }

    @Test
    void shouldCountTheAttemptThatAnotherInstanceStartedAndItsLearnerFinishedAtOnce() throws Exception {
        String learnerId = TestTokens.learnerId(learner).toString();
        String sitting = plan(Map.of());
        String first = sit(sitting);
        jdbi.useHandle(handle ->
                handle.execute("UPDATE attempt SET status = 'VOIDED' WHERE attempt_id = ?", UUID.fromString(first)));

        ValidatableResponse second = whileHeld(
                "learner",
                learnerId,
                () -> start("{\"sitting\":\"" + sitting + "\"}"),
                handle -> handle.execute(
                        "UPDATE attempt SET status = 'FINISHED' WHERE attempt_id = ?", UUID.fromString(first)));

        second.statusCode(409).body("code", equalTo("no-attempt-left"));
    }

    @Test
    void shouldStartWithTheExtraTimeThatIsBeingGranted() throws Exception {
        String sitting = plan(Map.of());

        ValidatableResponse started = whileHeld(
                sitting,
                () -> start("{\"sitting\":\"" + sitting + "\"}"),
                handle -> handle.execute(
                        "INSERT INTO accommodation VALUES (?, ?, 15, 'needs it', 'an instructor', now())",
                        UUID.fromString(sitting),
                        TestTokens.learnerId(learner)));

        Instant startedAt = Instant.parse(started.statusCode(201).extract().path("startedAt"));
        assertThat(Instant.parse(started.extract().path("deadline"))).isEqualTo(startedAt.plus(Duration.ofMinutes(45)));
    }

    @Test
    void shouldChangeNoExamThatHasBegunMeanwhile() throws Exception {
        String sitting = plan(Map.of());
        String attempt = sit(plan(Map.of("bank", another.slug)));

        whileHeld(sitting, () -> change(sitting), handle -> {
                    moveTo(another, handle, sitting);
                    handle.execute(
                            "UPDATE attempt SET sitting_id = ? WHERE attempt_id = ?",
                            UUID.fromString(sitting),
                            UUID.fromString(attempt));
                })
                .statusCode(409)
                .body("code", equalTo("sitting-begun"));
    }

    @Test
    void shouldLeaveASittingAloneThatHasBecomeAnothersMeanwhile() throws Exception {
        String sitting = plan(Map.of());

        whileHeld(
                        sitting,
                        () -> change(sitting),
                        handle -> handle.execute(
                                "UPDATE sitting SET cohort = 'another-cohort' WHERE sitting_id = ?",
                                UUID.fromString(sitting)))
                .statusCode(404)
                .body("code", equalTo("sitting-unknown"));
        as(stranger()).get(SITTINGS + "/" + sitting).then().statusCode(200);
    }

    @Test
    void shouldGrantNoTimeInASittingThatIsBeingCalledOff() throws Exception {
        String sitting = plan(Map.of());

        whileHeld(
                        sitting,
                        () -> as(instructor())
                                .body(Map.of("extraMinutes", 15, "reason", "needs it"))
                                .put(SITTINGS + "/" + sitting + "/accommodations/" + TestTokens.learnerId(learner))
                                .then(),
                        handle -> handle.execute("DELETE FROM sitting WHERE sitting_id = ?", UUID.fromString(sitting)))
                .statusCode(404)
                .body("code", equalTo("sitting-unknown"));
    }

    @Test
    void shouldShowTheStaffAnAttemptThatIsInHand() {
        String attempt = sit(plan(Map.of()));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            jdbi.useTransaction(handle -> {
                handle.execute("SELECT FROM attempt WHERE attempt_id = ? FOR UPDATE", UUID.fromString(attempt));
                for (String page : new String[] {"journal", "late-answers"}) {
                    Future<Integer> looking = executor.submit(() -> as(instructor())
                            .get(ATTEMPTS + "/" + attempt + "/" + page)
                            .statusCode());
                    assertThat(looking)
                            .as(page)
                            .succeedsWithin(Duration.ofSeconds(10))
                            .isEqualTo(200);
                }
            });
        }
    }

    private ValidatableResponse change(String sitting) {
        return as(instructor())
                .body(body(Map.of()))
                .put(SITTINGS + "/" + sitting)
                .then();
    }

    private static void moveTo(PublishedBank bank, Handle handle, String sitting) {
        handle.execute("UPDATE sitting SET bank_slug = ? WHERE sitting_id = ?", bank.slug, UUID.fromString(sitting));
    }

    /** The answer to a call that came while the sitting was in hand, and waited until the change to it was done. */
    private ValidatableResponse whileHeld(String sitting, Callable<ValidatableResponse> call, Consumer<Handle> change)
            throws Exception {
        return whileHeld("sitting", UUID.fromString(sitting), call, change);
    }

    /** The same with a row of the table of that name, whose id is its first column. */
    private ValidatableResponse whileHeld(
            String table, Object id, Callable<ValidatableResponse> call, Consumer<Handle> change) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ValidatableResponse> waiting = jdbi.inTransaction(handle -> {
                handle.execute("SELECT FROM " + table + " WHERE " + table + "_id = ? FOR UPDATE", id);
                Future<ValidatableResponse> called = executor.submit(call);
                Waits.untilHeldUpBy(handle, jdbi);
                change.accept(handle);
                return called;
            });
            return waiting.get();
        }
    }
}
