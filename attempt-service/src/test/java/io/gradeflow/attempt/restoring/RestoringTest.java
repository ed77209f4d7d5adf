package io.gradeflow.attempt.restoring;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.AttemptFinished.PaperEntry;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.platform.restoring.OwnLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What stands in the topics and not in the database, as after a restore, is taken over. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class RestoringTest {

    private static final Instant THEN = Instant.parse("2026-01-31T09:30:00Z");

    private final UUID attempt = UUID.randomUUID();
    private final UUID bank = UUID.randomUUID();
    private final String learner = UUID.randomUUID().toString();
    private final List<UUID> questions =
            IntStream.range(0, 4).mapToObj(i -> UUID.randomUUID()).toList();

    @Inject
    Jdbi jdbi;

    @Inject
    Restoring restoring;

    @Inject
    OwnLog log;

    @Test
    void shouldTakeOverAnAttemptWithItsPaperAndEveryVersionOfItsAnswers() {
        send(Topic.ANSWERS_SUBMITTED, answer(1, 1, "A"));
        send(Topic.ANSWERS_SUBMITTED, answer(1, 2, "B"));
        send(Topic.ANSWERS_SUBMITTED, answer(3, 1, "C"));
        send(Topic.ATTEMPTS_FINISHED, ending(Ending.FINISHED, 1));

        takeOver();

        assertThat(text("SELECT status || ' ' || cardinality(question_ids) || ' ' || paper_version || ' ' || announced"
                        + " || ' ' || unscored::text FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("FINISHED 4 1 true {4}");
        assertThat(text("SELECT position || '/' || version || ' ' || (response -> 'choices')::text || ' ' || superseded"
                        + " || ' ' || awaiting || ' ' || (sent_at IS NOT NULL) FROM answer WHERE attempt_id = :attempt"
                        + " ORDER BY position, version"))
                .containsExactly(
                        "1/1 [\"A\"] true true true", "1/2 [\"B\"] false true true", "3/1 [\"C\"] false true true");
        assertThat(text("SELECT action FROM attempt_journal WHERE attempt_id = :attempt"))
                .containsExactly("RESTORED");
        assertThat(text("SELECT ungraded::text FROM attempt_progress WHERE attempt_id = :attempt"))
                .containsExactly("2");
    }

    @Test
    void shouldEndAnAttemptOfWhichOnlyAnswersAreKnown() {
        send(Topic.ANSWERS_SUBMITTED, answer(2, 1, "A"));
        send(Topic.ANSWERS_SUBMITTED, answer(4, 1, "B"));

        takeOver();

        assertThat(text(
                        "SELECT status || ' ' || cardinality(question_ids) || ' ' || paper_version || ' ' || unscored::text"
                                + " FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("EXPIRED 4 1 {1,3}");
        // Whoever counts papers hears of it.
        await().untilAsserted(() -> assertThat(TopicRecords.of(Topic.ATTEMPTS_FINISHED.topicName()))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .anyMatch(value -> value.contains(attempt.toString()) && value.contains("\"EXPIRED\"")));
    }

    @Test
    void shouldAddTheVersionsThatAKnownAttemptLacksAndEndItAsItEnded() {
        send(Topic.ANSWERS_SUBMITTED, answer(1, 1, "A"));
        send(Topic.ATTEMPTS_FINISHED, ending(Ending.FINISHED, 1));
        takeOver();
        // As it was before it ended and before the second version.
        jdbi.useHandle(handle -> {
            handle.execute(
                    "UPDATE attempt SET status = 'OPEN', finished_at = NULL, paper_version = 0 WHERE attempt_id = ?",
                    attempt);
        });
        send(Topic.ANSWERS_RESUBMITTED, answer(1, 2, "B"));

        takeOver();

        assertThat(text("SELECT status || ' ' || paper_version FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("FINISHED 1");
        assertThat(text("SELECT version || ' ' || superseded FROM answer WHERE attempt_id = :attempt ORDER BY version"))
                .containsExactly("1 true", "2 false");
    }

    @Test
    void shouldKeepTheEndOfAnAttemptThatWasReopenedThoughItStandsInAnotherPortion() {
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.REOPENED, 2))));
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.FINISHED, 3))));
        jdbi.useTransaction(handle -> RestoredPapers.complete(handle, THEN));

        assertThat(text("SELECT status || ' ' || paper_version || ' ' || announced FROM attempt"
                        + " WHERE attempt_id = :attempt"))
                .containsExactly("FINISHED 3 true");
    }

    @Test
    void shouldEndAnAttemptThatWasOpenAgain() {
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.FINISHED, 1))));
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.REOPENED, 2))));
        jdbi.useTransaction(handle -> RestoredPapers.complete(handle, THEN));

        assertThat(text("SELECT status || ' ' || paper_version FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("EXPIRED 3");
    }

    @Test
    void shouldKeepTheLastOfTwoEndsAlsoWhereTheFirstWasKnown() {
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.FINISHED, 1))));
        jdbi.useTransaction(handle -> RestoredPapers.complete(handle, THEN));
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.REOPENED, 2))));
        jdbi.useTransaction(handle -> RestoredEndings.takeOver(handle, List.of(ending(Ending.VOIDED, 3))));
        jdbi.useTransaction(handle -> RestoredPapers.complete(handle, THEN));

        assertThat(text("SELECT status || ' ' || paper_version FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("VOIDED 3");
    }

    /** Else a service that is killed while it takes over much would begin anew each time. */
    @Test
    void shouldKeepWhatWasTakenOverBeforeItWasBrokenOff() {
        send(Topic.ATTEMPTS_FINISHED, ending(Ending.FINISHED, 1));
        send(Topic.ANSWERS_RESUBMITTED, answer(1, 1, "A"));
        everythingIsLacking();

        assertThatThrownBy(() -> log.inPortions(
                        List.of(Topic.ATTEMPTS_FINISHED, Topic.ANSWERS_RESUBMITTED),
                        "attempt",
                        (handle, topic, records) -> {
                            if (topic == Topic.ANSWERS_RESUBMITTED) {
                                throw new IllegalStateException("killed");
                            }
                            RestoredEndings.takeOver(handle, List.of(ending(Ending.FINISHED, 1)));
                        },
                        handle -> {}))
                .hasMessage("killed");

        assertThat(text("SELECT status FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("FINISHED");
        takeOver();
        assertThat(text("SELECT action FROM attempt_journal WHERE attempt_id = :attempt"))
                .containsExactly("RESTORED");
    }

    @Test
    void shouldTakeOverOnceWhenSeveralInstancesStart() {
        send(Topic.ANSWERS_SUBMITTED, answer(1, 1, "A"));
        everythingIsLacking();

        List<CompletableFuture<Void>> instances = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(restoring::takeOver))
                .toList();
        instances.forEach(CompletableFuture::join);

        assertThat(text("SELECT action FROM attempt_journal WHERE attempt_id = :attempt"))
                .containsExactly("RESTORED");
        assertThat(text("SELECT paper_version::text FROM attempt WHERE attempt_id = :attempt"))
                .containsExactly("1");
    }

    @Test
    void shouldEraseAgainWhatCameBackOfALearnerWhoseDataWasErased() {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO erasure (learner_id, requested_at, requested_by, account, texts_at)"
                        + " VALUES (?, now() - interval '9 days', 'admin', 'DELETED', now() - interval '9 days')",
                learner));
        send(Topic.ANSWERS_SUBMITTED, answer(1, 1, new TextResponse("of Paris")));

        takeOver();

        // It waits for its grade, and nobody says any more that nothing is left.
        assertThat(text("SELECT (texts_at IS NULL)::text FROM erasure JOIN attempt USING (learner_id)"
                        + " WHERE attempt_id = :attempt"))
                .containsExactly("true");
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        send(Topic.ANSWERS_SUBMITTED, answer(1, 1, "A"));
        send(Topic.ATTEMPTS_FINISHED, ending(Ending.VOIDED, 2));
        takeOver();
        List<String> before = everything();

        takeOver();

        assertThat(everything()).isEqualTo(before);
    }

    /** As if all that stands in the topics had been sent after the backup. */
    private void takeOver() {
        everythingIsLacking();
        restoring.takeOver();
    }

    private void everythingIsLacking() {
        jdbi.useHandle(handle -> handle.execute("UPDATE own_log SET next_offset = 0"));
    }

    private List<String> everything() {
        return List.of(
                text("SELECT attempt::text FROM attempt WHERE attempt_id = :attempt")
                        .toString(),
                text("SELECT position || ' ' || version || ' ' || superseded || ' ' || response FROM answer"
                                + " WHERE attempt_id = :attempt")
                        .toString(),
                text("SELECT attempt_journal::text FROM attempt_journal WHERE attempt_id = :attempt")
                        .toString());
    }

    private List<String> text(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("attempt", attempt)
                .mapTo(String.class)
                .list());
    }

    private AnswerSubmitted answer(int position, int version, String choice) {
        return answer(position, version, ChoiceResponse.of(List.of(choice)));
    }

    private AnswerSubmitted answer(int position, int version, Response response) {
        return new AnswerSubmitted(
                UUID.nameUUIDFromBytes((attempt + "/" + position).getBytes(StandardCharsets.UTF_8)),
                version,
                attempt,
                position,
                learner,
                bank,
                "practice",
                List.of("everyone"),
                questions.get(position - 1),
                1,
                response,
                1200L,
                THEN.plusSeconds(version),
                1,
                null,
                null);
    }

    private AttemptFinished ending(Ending ending, int paperVersion) {
        return new AttemptFinished(
                attempt,
                learner,
                bank,
                "practice",
                List.of("everyone"),
                ending,
                THEN,
                THEN.plusSeconds(60),
                IntStream.range(0, 4)
                        .mapToObj(i -> new PaperEntry(i + 1, questions.get(i), 1, null, i == 3 ? true : null))
                        .toList(),
                null,
                null,
                paperVersion);
    }

    private static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }
}
