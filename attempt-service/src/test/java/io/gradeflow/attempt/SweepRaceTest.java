package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.attempt.catalog.KeysChanged;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A key is corrected once more while the sweep notes that nothing is behind the correction before. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class SweepRaceTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @Inject
    Event<KeysChanged> keysChanged;

    @Test
    void shouldSendAgainByTheKeyThatComesWhileTheOneBeforeIsNotedAsSwept() {
        PublishedBank bank = PublishedBank.of(1);
        UUID question = bank.questions.getFirst();
        String attempt = attempt(bank);
        answer(attempt, 1, "B").statusCode(202);
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 0);
        await().untilAsserted(() -> view(attempt).body("totals.graded", equalTo(1)));
        bank.publishKey(question, 2, "B");
        AnswerSubmitted again = await().until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt), found -> !found.isEmpty())
                .getFirst();
        grade(Topic.ANSWERS_REGRADED, again, 2, 1);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
        await().until(() -> sweptVersion(question) == 2);

        await().until(() -> isHeldUpByTheNextKey(question));

        await().untilAsserted(() -> assertThat(sent(Topic.ANSWERS_RESUBMITTED, attempt))
                .extracting(AnswerSubmitted::keyVersion)
                .contains(3));
    }

    /** @return false where the sweep was done already before the key came */
    private boolean isHeldUpByTheNextKey(UUID question) {
        jdbi.useHandle(
                handle -> handle.execute("UPDATE answer_key SET swept_version = 1 WHERE question_id = ?", question));
        return jdbi.inTransaction(handle -> {
            handle.execute(
                    "UPDATE answer_key SET key_version = 3 WHERE question_id = ? AND swept_version = 1", question);
            if (sweptVersion(handle, question) != 1) {
                return false;
            }
            keysChanged.fire(new KeysChanged());
            Waits.untilHeldUpBy(handle, jdbi);
            return true;
        });
    }

    private int sweptVersion(UUID question) {
        return jdbi.withHandle(handle -> sweptVersion(handle, question));
    }

    private static int sweptVersion(Handle handle, UUID question) {
        return handle.createQuery("SELECT swept_version FROM answer_key WHERE question_id = :question")
                .bind("question", question)
                .mapTo(int.class)
                .one();
    }
}
