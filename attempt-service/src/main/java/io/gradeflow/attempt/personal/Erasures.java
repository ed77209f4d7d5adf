package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Erases personal data in the background: the name at once, what was typed as soon as it is graded, the account when the issuer
 * is there. What isn't done yet stands in the table {@code erasure}, so that no death loses it.
 *
 * @see <a href="../../../../../../../../docs/adr/0036-personal-data.md">ADR 36</a>
 */
@ApplicationScoped
class Erasures {

    private static final Logger LOG = Logger.getLogger(Erasures.class);
    private static final int PORTION = 20;

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Duration every;
    private @Nullable Relay relay;

    Erasures(
            Jdbi jdbi,
            Accounts accounts,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.erasures.every", defaultValue = "30S") Duration every) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.clock = clock;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("erasures", every, this::work);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Begins, or begins anew. */
    Erasure request(String learnerId, String by) {
        Erasure requested = jdbi.inTransaction(handle -> {
            ErasureTables.request(handle, learnerId, by, clock.instant());
            return ErasureTables.of(handle, learnerId, clock.instant()).orElseThrow();
        });
        if (relay != null) {
            relay.signal();
        }
        return requested;
    }

    /** @throws ProblemException with 404 where nobody has asked for it */
    Erasure of(String learnerId) {
        return jdbi.withHandle(handle -> ErasureTables.of(handle, learnerId, clock.instant()))
                .orElseThrow(() -> new ProblemException(
                        AttemptError.ERASURE_UNKNOWN, "Nobody asked to erase the personal data of " + learnerId + "."));
    }

    private boolean work() throws InterruptedException {
        jdbi.useTransaction(handle -> ErasureTables.take(handle, false, PORTION)
                .forEach(learner -> ErasureTables.eraseTexts(handle, learner, clock.instant())));
        List<String> waiting = jdbi.inTransaction(handle -> ErasureTables.take(handle, true, PORTION));
        for (String learner : waiting) {
            deleteAccount(learner);
        }
        return false;
    }

    private void deleteAccount(String learner) throws InterruptedException {
        try {
            note(learner, accounts.delete(learner).name(), null);
        } catch (IOException e) {
            LOG.warnf("an account could not be deleted: %s", e.toString());
            note(learner, Erasure.WAITING, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void note(String learner, String account, @Nullable String trouble) {
        jdbi.useHandle(
                (Handle handle) -> ErasureTables.noteAccount(handle, learner, account, clock.instant(), trouble));
    }
}
