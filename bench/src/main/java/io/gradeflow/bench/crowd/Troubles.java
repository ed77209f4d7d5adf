package io.gradeflow.bench.crowd;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How often clients got an error or nothing, by what it was, and how long one of them had to wait for its answer. */
public final class Troubles {

    private final Map<String, LongAdder> met = new ConcurrentHashMap<>();
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    public void met(String what) {
        met.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    public void answered(Duration after) {
        longest.accumulate(after.toMillis());
    }

    public void acknowledged() {
        acknowledged.add(System.nanoTime());
    }

    /** How many answers were acknowledged in that time before now. */
    public long acknowledgedWithin(Duration time) {
        long since = System.nanoTime() - time.toNanos();
        return acknowledged.stream().filter(at -> at - since > 0).count();
    }

    public long count() {
        return met.values().stream().mapToLong(LongAdder::sum).sum();
    }

    @Override
    public String toString() {
        return "%d errors, each tried again, %s; the longest wait for an answer %d ms"
                .formatted(count(), new TreeMap<>(met), longest.get());
    }
}
