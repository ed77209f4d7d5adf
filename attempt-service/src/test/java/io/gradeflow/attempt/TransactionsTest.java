package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.platform.database.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What a transaction was told holds to its end and no longer. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class TransactionsTest {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldKeepPlansForAFewRowsOnly() {
        jdbi.useHandle(handle -> {
            handle.useTransaction(within -> {
                Transactions.keepPlans(within, 3);
                assertThat(setting(within, "plan_cache_mode")).isEqualTo("force_generic_plan");
            });
            assertThat(setting(handle, "plan_cache_mode")).isEqualTo("auto");
            handle.useTransaction(within -> {
                Transactions.keepPlans(within, 500);
                assertThat(setting(within, "plan_cache_mode")).isEqualTo("auto");
            });
        });
    }

    @Test
    void shouldLeaveTheCommitOfThisTransactionOnly() {
        jdbi.useHandle(handle -> {
            handle.useTransaction(within -> {
                Transactions.leaveCommit(within);
                assertThat(setting(within, "synchronous_commit")).isEqualTo("off");
            });
            assertThat(setting(handle, "synchronous_commit")).isEqualTo("on");
        });
    }

    private static String setting(Handle handle, String name) {
        return handle.createQuery("SHOW " + name).mapTo(String.class).one();
    }
}
