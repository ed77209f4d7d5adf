package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Statements that are held up by the locks of other transactions. */
final class Waits {

    private static final String HELD_UP = """
            FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE :statement
            """;

    private Waits() {}

    /** Returns once a statement that is like this one waits for a lock. */
    static void until(Jdbi jdbi, String statement) {
        await().until(() -> isHeldUp(jdbi, statement));
    }

    /** Returns once so many statements that are like this one do. */
    static void until(Jdbi jdbi, String statement, int count) {
        await().until(() -> jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) >= :count " + HELD_UP)
                .bind("count", count)
                .bind("statement", statement)
                .mapTo(boolean.class)
                .one()));
    }

    /** Whether a statement that is like this one waits for a lock. */
    static boolean isHeldUp(Jdbi jdbi, String statement) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT " + HELD_UP + ")")
                .bind("statement", statement)
                .mapTo(boolean.class)
                .one());
    }

    /** Ends the one transaction whose statement waits for a lock, as the death of its process would. */
    static void kill(Jdbi jdbi, String statement) {
        List<Boolean> killed =
                jdbi.withHandle(handle -> handle.createQuery("SELECT pg_terminate_backend(pid) " + HELD_UP)
                        .bind("statement", statement)
                        .mapTo(boolean.class)
                        .list());
        assertThat(killed).containsExactly(true);
    }

    /** Returns once a statement of another transaction waits for a lock of this one. */
    static void untilHeldUpBy(Handle holder, Jdbi jdbi) {
        int pid = holder.createQuery("SELECT pg_backend_pid()").mapTo(int.class).one();
        await().until(() -> jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE :holder = ANY (pg_blocking_pids(pid)))")
                .bind("holder", pid)
                .mapTo(boolean.class)
                .one()));
    }
}
