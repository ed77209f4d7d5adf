package io.gradeflow.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.OptionalInt;

/** A bucket of calls for each who calls: it holds {@code burst} at most, and {@code perSecond} flow back in each second. */
final class Budgets {

    /** Those who called last; whoever is forgotten has a full bucket again. */
    private static final int REMEMBERED = 100_000;

    private final Cache<String, Bucket> buckets;
    private final long perSecond;
    private final long burst;
    private final TimeMeter clock;

    Budgets(long perSecond, long burst) {
        this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
    }

    Budgets(long perSecond, long burst, TimeMeter clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                // By then it is full.
                .expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1))
                .ticker(clock == TimeMeter.SYSTEM_NANOTIME ? Ticker.systemTicker() : clock::currentTimeNanos)
                .build();
    }

    /** Takes one call out of the bucket. @return in how many whole seconds there is one, where there is none now */
    OptionalInt take(String who) {
        ConsumptionProbe probe = buckets.get(who, unknown -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalInt.empty()
                : OptionalInt.of((int) (probe.getNanosToWaitForRefill() / 1_000_000_000L) + 1);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }
}
