package io.gradeflow.analytics.catalog;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.platform.messaging.BanksBarrier;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds banks by what clients call them. */
@ApplicationScoped
public class Banks {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Jdbi jdbi;
    private final BanksBarrier barrier;

    Banks(Jdbi jdbi, BanksBarrier barrier) {
        this.jdbi = jdbi;
        this.barrier = barrier;
    }

    /**
     * One that was published a moment ago is waited for.
     *
     * @param slug the query parameter {@code bank}
     * @throws ProblemException with 400 if it is missing, with 404 if there is no such bank
     */
    public UUID id(@Nullable String slug) {
        if (slug == null || slug.isBlank()) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD,
                            "Name the bank by its slug, for example ?bank=aws-ml-engineer.")
                    .field("bank");
        }
        Optional<UUID> known = find(slug);
        if (known.isEmpty()) {
            awaitBanks();
            known = find(slug);
        }
        return known.orElseThrow(() -> new ProblemException(
                        AnalyticsError.BANK_UNKNOWN, "No bank has the slug " + slug + "; see GET /api/v1/banks.")
                .field("bank"));
    }

    private Optional<UUID> find(String slug) {
        if (slug.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return jdbi.withHandle((Handle handle) -> handle.createQuery(
                        "SELECT bank_id FROM bank WHERE slug = :slug ORDER BY bank_id DESC LIMIT 1")
                .bind("slug", slug)
                .mapTo(UUID.class)
                .findOne());
    }

    private void awaitBanks() {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        BanksBarrier.Target target = barrier.target();
        while (!barrier.reached(target) && System.nanoTime() < giveUp) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
