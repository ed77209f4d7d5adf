package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.platform.database.GroupCommit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Transactions that requests share, on a real database. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class GroupCommitTest {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldGoOnAfterAnErrorAndTellThoseWhomItMet() {
        String broken = "broken-" + UUID.randomUUID();
        String sound = "sound-" + UUID.randomUUID();

        try (GroupCommit<String, String> commits = start((handle, requests) -> {
            List<String> stored = store(handle, requests);
            if (requests.contains(broken)) {
                throw new StackOverflowError("as deep as it gets");
            }
            return stored;
        })) {
            assertThatThrownBy(() -> commits.submit(broken)).hasRootCauseInstanceOf(StackOverflowError.class);
            assertThat(commits.submit(sound)).isEqualTo(sound);
        }

        assertThat(isStored(sound)).isTrue();
        assertThat(isStored(broken)).isFalse();
    }

    @Test
    void shouldGoOnAfterABatchThatOwesAnAnswer() {
        try (GroupCommit<String, String> commits =
                start((handle, requests) -> requests.contains("owed") ? List.of() : requests)) {
            assertThatThrownBy(() -> commits.submit("owed")).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(commits.submit("given")).isEqualTo("given");
        }
    }

    private GroupCommit<String, String> start(GroupCommit.Batch<String, String> batch) {
        return GroupCommit.start("trying", jdbi, 1, 10, learner -> learner, batch);
    }

    private static List<String> store(Handle handle, List<String> requests) {
        requests.forEach(
                learner -> handle.execute("INSERT INTO learner (learner_id, seen_at) VALUES (?, now())", learner));
        return requests;
    }

    private boolean isStored(String learner) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT EXISTS (SELECT FROM learner WHERE learner_id = :learner)")
                        .bind("learner", learner)
                        .mapTo(boolean.class)
                        .one());
    }
}
