package io.gradeflow.attempt;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Statements that are held up by the locks of other transactions. */
final class Waits {

    private Waits() {}

    /** Returns once a statement that is like this one waits for a lock. */
    static void until(Jdbi jdbi, String statement) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE :statement
                        """)
                                .bind("statement", statement)
                                .mapTo(int.class)
                                .one())
                        > 0);
    }

    /** Returns once a statement of another transaction waits for a lock of this one. */
    static void untilHeldUpBy(Handle holder, Jdbi jdbi) {
        int pid = holder.createQuery("SELECT pg_backend_pid()").mapTo(int.class).one();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE :holder = ANY (pg_blocking_pids(pid)))")
                        .bind("holder", pid)
                        .mapTo(boolean.class)
                        .one()));
    }
}
