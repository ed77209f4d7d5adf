package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.life.Lifecycle;
import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Erases personal data: the name at once, what was typed as soon as it is graded, the account when the issuer is there. What isn't
 * done yet stands in the table {@code erasure}, so that no death loses it.
 *
 * <p>From the request on nothing begins for the learner any more: what is open ends, starts and late answers are refused. What was
 * under way in an older instance, or comes out of an old file, is found because the tables are looked through again and again for
 * two days.
 *
 * @see <a href="../../../../../../../../docs/adr/0036-personal-data.md">ADR 36</a>
 */
@ApplicationScoped
class Erasures {

    /** Longer than any token lives, and than old instances run beside new ones. */
    private static final Duration LOOKED_AFTER_FOR = Duration.ofDays(2);

    private final Jdbi jdbi;
    private final PersonalRows rows;
    private final Lifecycle lifecycle;
    private final AccountDeletion accounts;
    private final InstantSource clock;
    private final Duration every;
    private final Duration atLatest;
    private volatile @Nullable Instant oldest;
    private @Nullable Relay relay;

    /** @param atLatest when even what waits for its grade goes */
    Erasures(
            Jdbi jdbi,
            PersonalRows rows,
            Lifecycle lifecycle,
            AccountDeletion accounts,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.erasures.every", defaultValue = "30S") Duration every,
            @ConfigProperty(name = "gradeflow.erasures.at-latest", defaultValue = "28D") Duration atLatest,
            MeterRegistry registry) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.accounts = accounts;
        this.clock = clock;
        this.every = every;
        this.atLatest = atLatest;
        Gauge.builder("gradeflow.erasures.oldest.age", this, Erasures::oldestAge)
                .description("For how long the oldest request to erase personal data has not been done")
                .baseUnit("seconds")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("erasures", every, this::work);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Begins, or begins anew. Once this returns, name, cohorts and reasons are gone. */
    Erasure request(String learnerId, String by) {
        Instant now = clock.instant();
        Erasure requested = jdbi.inTransaction(handle -> {
            ErasureTable.request(handle, learnerId, by, now);
            rows.erase(handle, learnerId, false);
            return ErasureTable.of(handle, learnerId, now).orElseThrow();
        });
        lifecycle.announce();
        if (relay != null) {
            relay.signal();
        }
        return requested;
    }

    /** @throws ProblemException with 404 where nobody has asked for it */
    Erasure of(String learnerId) {
        return jdbi.withHandle(handle -> ErasureTable.of(handle, learnerId, clock.instant()))
                .orElseThrow(() -> new ProblemException(
                        AttemptError.ERASURE_UNKNOWN, "Nobody asked to erase the personal data of " + learnerId + "."));
    }

    /**
     * An administrator has deleted the account at the issuer.
     *
     * @throws ProblemException with 404 where nobody has asked to erase the learner's data
     */
    Erasure accountDeleted(String learnerId) {
        jdbi.useHandle(handle -> ErasureTable.noteDeletedByHand(handle, learnerId, clock.instant()));
        return of(learnerId);
    }

    private boolean work() {
        Instant lately = clock.instant().minus(LOOKED_AFTER_FOR);
        for (String learner : jdbi.withHandle(handle -> ErasureTable.toLookThrough(handle, lately))) {
            if (jdbi.inTransaction(handle -> ErasureTable.hold(handle, learner)
                    .map(requestedAt -> {
                        Instant now = clock.instant();
                        boolean overdue = requestedAt.plus(atLatest).isBefore(now);
                        PersonalRows.Erased erased = rows.erase(handle, learner, overdue);
                        ErasureTable.noteLook(handle, learner, erased, now);
                        return erased.ended();
                    })
                    .orElse(false))) {
                lifecycle.announce();
            }
        }
        accounts.work();
        oldest = jdbi.withHandle(ErasureTable::oldestUnfinished).orElse(null);
        return false;
    }

    private double oldestAge() {
        Instant since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }
}
