package io.gradeflow.question.bank;

import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * How calls wait for rows that somebody else has locked: a few at a time, and not for long. An import may have a bank for minutes, and a call
 * that waits for it keeps a connection meanwhile: as many as like would leave none to those who only read, nor to other banks.
 */
public final class LockWait {

    /** Far fewer than the service has connections. */
    static final int MOST = 8;

    /** Longer than the publisher has a bank when no broker answers. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int COME_BACK = 10;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Semaphore ROOM = new Semaphore(MOST);

    private LockWait() {}

    /**
     * Locks what somebody else may have, in a transaction.
     *
     * @throws ProblemException with 503 where too many wait already, or it stays locked for too long
     */
    public static <T> T bounded(Handle handle, Supplier<T> locking) {
        return bounded(handle, LONGEST, locking);
    }

    static <T> T bounded(Handle handle, Duration longest, Supplier<T> locking) {
        if (!ROOM.tryAcquire()) {
            throw busy();
        }
        try {
            handle.execute("SET LOCAL lock_timeout = " + longest.toMillis());
            T locked = locking.get();
            handle.execute("SET LOCAL lock_timeout = DEFAULT");
            return locked;
        } catch (JdbiException e) {
            if (LOCK_NOT_AVAILABLE.equals(SqlFailure.sqlState(e))) {
                throw busy();
            }
            throw e;
        } finally {
            ROOM.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                        QuestionError.BANK_BUSY,
                        "An import or another change has the bank, so nothing was changed. Send the same again in a few seconds; a"
                                + " file that is sent with Prefer: respond-async waits for its turn by itself.")
                .retryAfter(COME_BACK);
    }
}
