package io.gradeflow.analytics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.platform.database.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class SnapshotTest {

    private final String learner = UUID.randomUUID().toString();

    @Inject
    Jdbi jdbi;

    @Test
    void shouldSeeNothingThatOthersDoMeanwhile() {
        boolean seen = Snapshot.read(jdbi, handle -> {
            assertThat(isThere(handle)).isFalse();
            // Within a transaction of jdbi's, its own handle would be given again.
            try (Handle other = jdbi.open()) {
                other.execute("INSERT INTO learner (learner_id) VALUES (?)", learner);
            }
            return isThere(handle);
        });

        assertThat(seen).isFalse();
        assertThat(jdbi.withHandle(this::isThere)).isTrue();
    }

    @Test
    void shouldLeaveTheConnectionAsItWas() {
        Snapshot.read(jdbi, handle -> true);

        jdbi.useTransaction(handle -> assertThat(handle.createQuery("SHOW transaction_isolation")
                        .mapTo(String.class)
                        .one())
                .isEqualTo("read committed"));
    }

    @Test
    void shouldRefuseToBeToldOutsideATransaction() {
        jdbi.useHandle(handle -> assertThatIllegalStateException().isThrownBy(() -> Transactions.seeOneMoment(handle)));
    }

    private boolean isThere(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM learner WHERE learner_id = :learner)")
                .bind("learner", learner)
                .mapTo(Boolean.class)
                .one();
    }
}
