package io.gradeflow.analytics.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.platform.database.OnlyOne;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.LogReader;
import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.messaging.SilentBrokerException;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Carries out runs, one at a time in the whole system. An instance that dies leaves its run to the next one, which begins it
 * anew. The live tables go on while the log is read; they stand still only for what came since, at the end.
 */
@ApplicationScoped
class ProofRunner {

    private static final Logger LOG = Logger.getLogger(ProofRunner.class);

    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 1_000_003;

    /** So few records are read in a moment, while nothing is applied to the live tables. */
    private static final long NEARLY_THERE = 2_000;

    /** Under a load that grows as fast as it is read, the live tables have to wait for the rest. */
    private static final int ROUNDS = 50;

    private final Jdbi jdbi;
    private final StoredOffsets offsets;
    private final ProofRuns runs;
    private final Map<String, Object> kafka;
    private @Nullable Relay relay;

    ProofRunner(
            Jdbi jdbi,
            StoredOffsets offsets,
            ProofRuns runs,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.runs = runs;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("proof", Duration.ofSeconds(10), this::step);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Says that a run was requested. Never blocks. */
    void signal() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean step() {
        return OnlyOne.run(jdbi, LOCK, holder -> {
            Optional<ProofRun> next = runs.begin();
            next.ifPresent(run -> carryOut(run, holder));
            return next.isPresent();
        });
    }

    /**
     * @param holder the session that holds the lock since before the replay began, which doesn't wait for its commits: what it comes to is
     *     looked at and put in its place there, so that it isn't if the database died or another instance began meanwhile. The run is
     *     begun anew then.
     */
    private void carryOut(ProofRun run, Handle holder) {
        try (LogReader log = new LogReader(kafka)) {
            while (!isDone(run, log, holder)) {
                LOG.infof("%s %s is begun anew: an event was applied that had been set aside", run.kind(), run.id());
            }
        } catch (FailedRunException | SilentBrokerException e) {
            LOG.errorf("%s %s failed: %s", run.kind(), run.id(), e.getMessage());
            jdbi.useTransaction(FreshTables::dropFresh);
            runs.finish(run.id(), ProofRun.Status.FAILED, Map.of(), null, e.getMessage());
        } catch (RuntimeException e) {
            dropWhatIsLeft(e);
            throw e;
        }
    }

    /** A disk that is full is to have room again, whatever comes of the next try. */
    private void dropWhatIsLeft(RuntimeException failure) {
        try {
            jdbi.useTransaction(FreshTables::dropFresh);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** @return false where somebody applied an event meanwhile that the replay has left out */
    private boolean isDone(ProofRun run, LogReader log, Handle holder) {
        jdbi.useTransaction(FreshTables::create);
        Map<TopicPartition, Long> targets = StoredOffsets.next(offsets.of(Replay.TOPIC_NAMES));
        Map<TopicPartition, Long> positions = start(log, targets);
        boolean fromSnapshot = !positions.isEmpty();
        Replay replay = new Replay(jdbi, offsets, log, positions, read -> runs.progress(run.id(), read));
        runs.expect(run.id(), replay.left(reachable(log, targets)));
        replay.deriveAt(reachable(log, targets));
        if (fromSnapshot) {
            replay.applyWhatTheSnapshotMayLack();
        }
        targets = StoredOffsets.next(offsets.of(Replay.TOPIC_NAMES));
        for (int round = 0; round < ROUNDS && replay.left(targets) > NEARLY_THERE; round++) {
            replay.to(reachable(log, targets));
            targets = StoredOffsets.next(offsets.of(Replay.TOPIC_NAMES));
        }
        return switch (run.kind()) {
            case PROOF -> prove(run, log, replay, holder);
            case REBUILD -> rebuild(run, log, replay, holder);
        };
    }

    /** From the beginning, or from what was equal last where the log begins later. */
    private Map<TopicPartition, Long> start(LogReader log, Map<TopicPartition, Long> targets) {
        Map<TopicPartition, Long> beginnings = log.beginnings(targets.keySet());
        if (beginnings.values().stream().allMatch(beginning -> beginning == 0)) {
            return new HashMap<>();
        }
        Map<TopicPartition, Long> proven = provenOffsets();
        beginnings.forEach((partition, beginning) -> {
            if (proven.getOrDefault(partition, 0L) < beginning) {
                throw new FailedRunException("The log of " + partition + " begins at " + beginning
                        + ", and no proof of before is kept that reaches so far. Let the topics keep everything, or"
                        + " prove before they lose what was proven.");
            }
        });
        jdbi.useTransaction(FreshTables::tellProven);
        return proven;
    }

    private Map<TopicPartition, Long> provenOffsets() {
        Map<TopicPartition, Long> proven = new HashMap<>();
        Optional<ProofRun> last = jdbi.withHandle(FreshTables::isProvenKept) ? runs.lastEqual() : Optional.empty();
        JsonNode topics = last.map(ProofRun::offsets).orElse(null);
        if (topics != null) {
            topics.properties()
                    .forEach(topic -> topic.getValue()
                            .properties()
                            .forEach(offset -> proven.put(
                                    new TopicPartition(topic.getKey(), Integer.parseInt(offset.getKey())),
                                    offset.getValue().asLong())));
        }
        return proven;
    }

    /** No further than the log goes: an offset beyond its end is a difference, and nothing to wait for. */
    private static Map<TopicPartition, Long> reachable(LogReader log, Map<TopicPartition, Long> targets) {
        Map<TopicPartition, Long> ends = log.ends(targets.keySet());
        Map<TopicPartition, Long> reachable = new HashMap<>();
        targets.forEach(
                (partition, target) -> reachable.put(partition, Math.min(target, ends.getOrDefault(partition, 0L))));
        return reachable;
    }

    private boolean prove(ProofRun run, LogReader log, Replay replay, Handle holder) {
        Map<TopicPartition, StoredOffsets.Applied> stored = new HashMap<>();
        List<Difference> differences = new ArrayList<>();
        boolean comparable = holder.inTransaction(snapshot -> {
            Transactions.seeOneMoment(snapshot);
            try (Handle frozen = jdbi.open()) {
                frozen.begin();
                stored.putAll(Frozen.beforeOffsetsMove(frozen));
                replay.to(reachable(log, StoredOffsets.next(stored)));
                snapshot.execute("SELECT 1");
                frozen.rollback();
            }
            if (replay.isBehindWhatWasApplied(snapshot)) {
                return false;
            }
            differences.addAll(misplaced(log, replay, stored));
            differences.addAll(Difference.find(snapshot, FreshTables.live(snapshot), FreshTables.FRESH));
            return true;
        });
        if (!comparable) {
            return false;
        }
        holder.useTransaction(handle -> {
            if (differences.isEmpty()) {
                FreshTables.keepAsProven(handle);
            } else {
                FreshTables.dropFresh(handle);
            }
        });
        runs.finish(
                run.id(),
                differences.isEmpty() ? ProofRun.Status.EQUAL : ProofRun.Status.DIFFERENT,
                StoredOffsets.next(stored),
                differences,
                null);
        LOG.infof("proof %s: %d tables differ", run.id(), differences.size());
        return true;
    }

    /** Offsets beyond the log's end, before what was proven already, or whose time is not that of the event before them. */
    private static List<Difference> misplaced(
            LogReader log, Replay replay, Map<TopicPartition, StoredOffsets.Applied> stored) {
        Map<TopicPartition, Long> ends = log.ends(stored.keySet());
        List<Difference.Example> examples = stored.entrySet().stream()
                .filter(offset -> {
                    Instant time = replay.times().get(offset.getKey());
                    long next = offset.getValue().nextOffset();
                    return next > ends.getOrDefault(offset.getKey(), 0L)
                            || next < replay.position(offset.getKey())
                            || (time != null
                                    && !time.equals(
                                            offset.getValue().eventTime().truncatedTo(ChronoUnit.MICROS)));
                })
                .map(offset -> new Difference.Example("live", Frozen.row(offset.getKey(), offset.getValue())))
                .toList();
        return examples.isEmpty() ? List.of() : List.of(new Difference("stored_offset", examples.size(), 0, examples));
    }

    private boolean rebuild(ProofRun run, LogReader log, Replay replay, Handle holder) {
        // Not within a transaction of this thread: the replay would be a part of it, its search path included.
        Optional<Map<TopicPartition, Long>> targets = holder.inTransaction(frozen -> {
            Map<TopicPartition, Long> stored = StoredOffsets.next(Frozen.withNobodyInTheTables(frozen));
            if (replay.isBehindWhatWasApplied(frozen)) {
                return Optional.empty();
            }
            replay.to(reachable(log, stored));
            FreshTables.takePlace(frozen);
            return Optional.of(stored);
        });
        targets.ifPresent(reached -> {
            runs.finish(run.id(), ProofRun.Status.REBUILT, reached, null, null);
            LOG.infof("rebuilt the figures from the log (%s)", run.id());
        });
        return targets.isPresent();
    }
}
