package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.personal.Accounts.Outcome;
import io.gradeflow.attempt.personal.ErasureTable.Waiting;
import io.gradeflow.platform.database.OnlyOne;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Has accounts deleted at the issuer, one instance at a time. What the issuer refuses is tried again with growing pauses, after the others. */
@ApplicationScoped
class AccountDeletion {

    private static final Logger LOG = Logger.getLogger(AccountDeletion.class);

    /** Any number that no other advisory lock of the database has. */
    private static final long LOCK = 1_000_043;

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final InstantSource clock;

    AccountDeletion(Jdbi jdbi, Accounts accounts, InstantSource clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.clock = clock;
    }

    void work() {
        OnlyOne.run(jdbi, LOCK, holder -> {
            for (Waiting waiting : jdbi.withHandle(
                    handle -> ErasureTable.dueAccounts(handle, accounts.areManaged(), clock.instant()))) {
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
                delete(waiting);
            }
            return true;
        });
    }

    private void delete(Waiting waiting) {
        if (!accounts.areManaged()) {
            note(waiting, Outcome.BY_HAND.name(), null);
            return;
        }
        jdbi.useHandle(handle -> ErasureTable.noteTry(handle, waiting, clock.instant()));
        try {
            Outcome outcome = accounts.delete(waiting.learnerId());
            // After a try of which nobody knows what came of it, whoever is absent was deleted by that.
            boolean byEarlierTry = outcome == Outcome.ABSENT && waiting.tries() > 0;
            note(waiting, (byEarlierTry ? Outcome.DELETED : outcome).name(), null);
        } catch (IOException e) {
            LOG.warnf("an account could not be deleted: %s", e.toString());
            note(waiting, Erasure.WAITING, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Waiting waiting, String account, @Nullable String trouble) {
        jdbi.useHandle(handle -> ErasureTable.noteAccount(handle, waiting, account, clock.instant(), trouble));
    }
}
