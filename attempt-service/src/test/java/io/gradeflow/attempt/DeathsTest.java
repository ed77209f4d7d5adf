package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.gradeflow.attempt.catalog.KeysChanged;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What sends dies once that is in the topic and before it is noted, and is sent again: nothing counts twice. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class DeathsTest extends RegradeApi {

    private static final String NOTING_HOW_FAR_IT_CAME = "%UPDATE key_sweep SET%swept_at =%";

    @Inject
    Jdbi jdbi;

    @Inject
    Event<KeysChanged> keysChanged;

    private final PublishedBank one = PublishedBank.withExam(1, 1, 30);

    @Test
    void shouldCountOnceWhatASweepSentThatDiedBeforeItNotedThat() {
        AnswerSubmitted graded = gradedExam();
        UUID attempt = graded.attemptId();

        UUID correction;
        try (Handle holder = jdbi.open()) {
            holder.begin();
            correction = correctAndHoldSweep(holder);
            keysChanged.fire(new KeysChanged());
            Waits.until(jdbi, NOTING_HOW_FAR_IT_CAME);
            assertThat(sentAgain(attempt)).hasSize(1);
            Waits.kill(jdbi, NOTING_HOW_FAR_IT_CAME);
            holder.commit();
        }
        List<AnswerSubmitted> twice = await().until(() -> sentAgain(attempt), found -> found.size() == 2);
        assertThat(twice).containsOnly(twice.getFirst());
        // A grader that knows nothing of the one before grades both, and once more what was graded long ago.
        twice.forEach(sent -> grade(Topic.ANSWERS_REGRADED, sent, 2, 1));
        grade(Topic.ANSWERS_GRADED, graded, 1, 0);

        awaitRegradedOnce(correction, attempt);
        await().during(Duration.ofSeconds(2)).until(() -> sentAgain(attempt).size() == 2);
        awaitRegradedOnce(correction, attempt);
    }

    @Test
    void shouldRegradeOnceThoughTheCorrectionIsToldTwice() {
        AnswerSubmitted graded = gradedExam();
        UUID attempt = graded.attemptId();
        UUID correction = correct();
        List<AnswerSubmitted> again = await().until(() -> sentAgain(attempt), found -> !found.isEmpty());
        again.forEach(sent -> grade(Topic.ANSWERS_REGRADED, sent, 2, 1));
        awaitRegradedOnce(correction, attempt);
        String before = campaign(correction).extract().asString();

        tellTheKeyAgain();

        await().during(Duration.ofSeconds(2))
                .untilAsserted(() ->
                        assertThat(campaign(correction).extract().asString()).isEqualTo(before));
        assertThat(sentAgain(attempt)).hasSameSizeAs(again);
        awaitRegradedOnce(correction, attempt);
    }

    /** With one answer, which is wrong. */
    private AnswerSubmitted gradedExam() {
        String attempt = exam(one);
        answer(attempt, 1, "B").statusCode(202);
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        grade(Topic.ANSWERS_GRADED, sent, 1, 0);
        finish(attempt).statusCode(200);
        await().untilAsserted(() ->
                results(attempt).body("provisional", equalTo(false)).body("score", equalTo(0f)));
        AnswerRows.awaitTruth(jdbi, "sent_key_version = 1", sent.attemptId());
        return sent;
    }

    private UUID question() {
        return one.questions.getFirst();
    }

    /** The sweep goes on when it is called, and can't note how far it came. */
    private UUID correctAndHoldSweep(Handle holder) {
        return jdbi.inTransaction(handle -> {
            OneInstance.SENDING_AGAIN.await(handle);
            UUID correction = correct();
            KeyRows.awaitTruth(jdbi, "key_version = 2", question());
            KeyRows.beginAndHoldSweep(jdbi, holder, question());
            return correction;
        });
    }

    private UUID correct() {
        return one.correct(question(), 2, ChoiceKey.allOrNothing(List.of("B")), Effect.REGRADE);
    }

    private void tellTheKeyAgain() {
        ConsumerRecord<String, byte[]> last = TopicRecords.of(Topic.ANSWER_KEYS.topicName()).stream()
                .filter(record -> record.key().startsWith(question().toString()))
                .reduce((former, later) -> later)
                .orElseThrow();
        TopicRecords.send(last.topic(), last.key(), last.value());
    }

    private static List<AnswerSubmitted> sentAgain(UUID attempt) {
        return sent(Topic.ANSWERS_RESUBMITTED, attempt.toString());
    }

    private void awaitRegradedOnce(UUID correction, UUID attempt) {
        await().untilAsserted(() -> campaign(correction)
                .body("status", equalTo("COMPLETE"))
                .body("answers.total", equalTo(1))
                .body("answers.regraded", equalTo(1))
                .body("answers.changed", equalTo(1)));
        results(attempt.toString())
                .body("score", equalTo(1f))
                .body("maximum", equalTo(1))
                .body("provisional", equalTo(false))
                .body("corrections", hasSize(1))
                .body("corrections[0].former.score", equalTo(0f));
        changes(correction).body("items", hasSize(1)).body("items[0].now.score", equalTo(1f));
    }
}
