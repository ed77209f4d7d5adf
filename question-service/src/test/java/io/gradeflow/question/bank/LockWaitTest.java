package io.gradeflow.question.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class LockWaitTest {

    private final String slug = "wait-" + UUID.randomUUID();

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void createBank() {
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO bank (id, slug, title, revision, published, created_at, created_by) VALUES (?, ?, 'x', 1, 1, now(), 'x')
                """, UUID.randomUUID(), slug));
    }

    @Test
    void shouldGiveUpOnWhatStaysLockedHoweverOften() {
        try (Handle holding = jdbi.open()) {
            holding.begin();
            BankRow.lockedAtLast(holding, slug);

            for (int i = 0; i <= LockWait.MOST_FOR_ONE; i++) {
                assertThatThrownBy(() -> jdbi.useTransaction(handle -> LockWait.bounded(
                                handle, slug, Duration.ofMillis(5), () -> BankRow.lockedAtLast(handle, slug))))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.code()).isEqualTo(QuestionError.BANK_BUSY));
            }
            holding.rollback();
        }

        assertThat(jdbi.inTransaction(handle -> BankRow.locked(handle, slug)).slug())
                .isEqualTo(slug);
    }

    @Test
    void shouldWaitForLaterLocksOfTheTransactionAsLongAsOthersDo() {
        String after = jdbi.inTransaction(handle -> {
            LockWait.bounded(handle, slug, Duration.ofMillis(5), () -> BankRow.lockedAtLast(handle, slug));
            return handle.createQuery("SHOW lock_timeout").mapTo(String.class).one();
        });

        assertThat(after).isEqualTo("0");
    }
}
