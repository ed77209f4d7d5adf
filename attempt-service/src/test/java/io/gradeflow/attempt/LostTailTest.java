package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A database server that dies may have forgotten the last transactions, offsets and effects together, while the service reads on. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class LostTailTest extends AttemptApi {

    private static final String GRADED = "graded_key_version = 1";

    @Inject
    Jdbi jdbi;

    private final PublishedBank bank = PublishedBank.of(1);

    @Test
    void shouldReadAgainWhatTheDatabaseForgotThoughNothingComesAfterIt() {
        UUID attempt = graded();

        forget(attempt);

        AnswerRows.awaitTruth(jdbi, GRADED, attempt);
    }

    @Test
    void shouldReadAgainWhatTheDatabaseForgotBeforeWhatComesAfterIt() {
        UUID attempt = graded();
        AnswerSubmitted next = answered();

        forget(attempt);
        grade(Topic.ANSWERS_GRADED, next, 1, 1);

        AnswerRows.awaitTruth(jdbi, GRADED, next.attemptId());
        AnswerRows.awaitTruth(jdbi, GRADED, attempt);
    }

    private UUID graded() {
        AnswerSubmitted sent = answered();
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);
        AnswerRows.awaitTruth(jdbi, GRADED, sent.attemptId());
        return sent.attemptId();
    }

    private AnswerSubmitted answered() {
        String attempt = attempt(bank);
        answer(attempt, 1, "B").statusCode(202);
        return awaitSubmitted(attempt, 1).getFirst();
    }

    private void forget(UUID attempt) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "UPDATE stored_offset SET next_offset = next_offset - 1 WHERE topic = 'answers-graded' AND next_offset > 0");
            handle.execute(
                    "UPDATE answer SET graded_key_version = NULL, score = NULL, maximum = NULL, correct = NULL, awaiting = true"
                            + " WHERE attempt_id = ?",
                    attempt);
        });
    }
}
