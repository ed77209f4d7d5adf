package io.gradeflow.attempt.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.messaging.BanksBarrier;
import io.gradeflow.platform.messaging.Shared;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds banks to compose attempts from. What can be asked is kept in memory by revision, and those who ask at the same moment
 * share one look at the database, so that a thousand who start together cost little more than one.
 */
@ApplicationScoped
public class BankCatalog {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long LARGEST = 500_000;

    /** One look at the tables. */
    private record Look(Map<TopicPartition, StoredOffsets.Applied> applied, Optional<HeldBank> held) {}

    private final Jdbi jdbi;
    private final BanksBarrier barrier;
    private final Duration patience;
    private final Cache<String, Shared<Look>> looks =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Cache<HeldBank.At, Bank> banks = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .<HeldBank.At, Bank>weigher(
                    (at, bank) -> 100 + bank.contents().entries().size())
            .build();

    BankCatalog(
            Jdbi jdbi,
            BanksBarrier barrier,
            @ConfigProperty(name = "gradeflow.attempts.bank-patience", defaultValue = "2S") Duration patience) {
        this.jdbi = jdbi;
        this.barrier = barrier;
        this.patience = patience;
    }

    /**
     * The bank at the newest revision that was published when this was called, with all its questions and keys.
     *
     * @throws ProblemException with 404 if there is no such bank, with 503 if it isn't here whole within some seconds
     */
    public Bank whole(String slug) {
        long giveUp = System.nanoTime() + patience.toNanos();
        BanksBarrier.Target target = barrier.target();
        Shared<Look> look = looks.get(slug, key -> new Shared<>(() -> look(key)));
        while (true) {
            Look seen = look.get();
            if (target.ends().isEmpty() || target.reachedBy(seen.applied())) {
                HeldBank held = seen.held()
                        .orElseThrow(() -> new ProblemException(
                                        AttemptError.BANK_UNKNOWN,
                                        "No bank has the slug " + slug + "; see GET /api/v1/banks.")
                                .field("bank"));
                if (held.isWhole()) {
                    return banks.get(held.at(), at -> jdbi.withHandle(held::load));
                }
            }
            if (System.nanoTime() > giveUp) {
                throw new ProblemException(
                                AttemptError.BANK_LOADING, "Try again in a moment; nothing was stored by this call.")
                        .retryAfter(2);
            }
            pause();
        }
    }

    /** The offsets are read before the bank, so the bank is at least as new as they say. */
    private Look look(String slug) {
        Map<TopicPartition, StoredOffsets.Applied> applied = barrier.applied();
        return jdbi.withHandle(handle -> {
            Optional<HeldBank> held = HeldBank.find(handle, slug);
            if (held.isPresent() && !held.get().isWhole() && held.get().becomesWhole(handle)) {
                held = HeldBank.find(handle, slug);
            }
            return new Look(applied, held);
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a bank", e);
        }
    }
}
