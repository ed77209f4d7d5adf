package io.gradeflow.question.bank;

import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * How calls wait for rows that somebody else has locked: a few at a time, and not for long. An import may have a bank for minutes, and a call
 * that waits for it keeps a connection meanwhile: as many as like would leave none to those who only read, nor to other banks.
 */
public final class LockWait {

    /** Waits for one thing, of the calls of an instance. */
    static final int MOST_FOR_ONE = 4;

    /** All long waits; far fewer than the service has connections. */
    private static final int MOST = 8;

    /** As others take who change a question or send some; nobody is refused for less. */
    private static final Duration SHORT = Duration.ofMillis(250);

    /** Longer than the publisher has a bank when no broker answers. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int COME_BACK = 10;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String BEFORE = "before_waiting";
    private static final Semaphore ROOM = new Semaphore(MOST);
    private static final Map<Object, Integer> WAITING = new ConcurrentHashMap<>();

    private LockWait() {}

    /**
     * Locks what somebody else may have, in a transaction.
     *
     * @param what is locked, by whose id calls that want the same are counted
     * @throws ProblemException with 503 where too many wait already, or it stays locked for too long
     */
    public static <T> T bounded(Handle handle, Object what, Supplier<T> locking) {
        return bounded(handle, what, LONGEST, locking);
    }

    static <T> T bounded(Handle handle, Object what, Duration longest, Supplier<T> locking) {
        handle.savepoint(BEFORE);
        Optional<T> soon = within(handle, SHORT.compareTo(longest) < 0 ? SHORT : longest, locking);
        if (soon.isPresent()) {
            return soon.get();
        }
        handle.rollbackToSavepoint(BEFORE);
        if (!enter(what)) {
            throw busy();
        }
        try {
            return within(handle, longest, locking).orElseThrow(LockWait::busy);
        } finally {
            leave(what);
        }
    }

    /** Empty where it stays locked; the transaction then takes no more until it is rolled back. */
    private static <T> Optional<T> within(Handle handle, Duration longest, Supplier<T> locking) {
        try {
            handle.execute("SET LOCAL lock_timeout = " + longest.toMillis());
            T locked = locking.get();
            handle.execute("SET LOCAL lock_timeout = DEFAULT");
            return Optional.of(locked);
        } catch (JdbiException e) {
            if (LOCK_NOT_AVAILABLE.equals(SqlFailure.sqlState(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean enter(Object what) {
        if (!ROOM.tryAcquire()) {
            return false;
        }
        if (WAITING.merge(what, 1, Integer::sum) <= MOST_FOR_ONE) {
            return true;
        }
        leave(what);
        return false;
    }

    private static void leave(Object what) {
        WAITING.computeIfPresent(what, (same, waiting) -> waiting > 1 ? waiting - 1 : null);
        ROOM.release();
    }

    private static ProblemException busy() {
        return new ProblemException(
                        QuestionError.BANK_BUSY,
                        "An import or another change has the bank, so nothing was changed. Send the same again in a few seconds; a"
                                + " file that is sent with Prefer: respond-async waits for its turn by itself.")
                .retryAfter(COME_BACK);
    }
}
