package io.gradeflow.bench.crowd;

import io.gradeflow.bench.BenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Many candidates who answer at the same time, until they are told that it is over. The failure of one ends it for all. */
public final class Crowd implements AutoCloseable {

    /**
     * Who does what.
     *
     * @param untilTimeIsUp sit one exam until it ends by itself, a minute after it began
     * @param withExams practise and sit in turn
     * @param practising only practise
     */
    public record Mix(int untilTimeIsUp, int withExams, int practising) {

        public int all() {
            return untilTimeIsUp + withExams + practising;
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<AttemptLedger> ledgers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Future<?>> candidates = new ArrayList<>();

    private Crowd() {}

    public static Crowd gather(FaultySystem system, PatientApi api, KeyedBank bank, Mix mix) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < mix.all(); i++) {
            Candidate candidate = new Candidate(system, api, bank, crowd.threads, crowd.over::get, crowd.ledgers, i);
            crowd.come(
                    i < mix.untilTimeIsUp()
                            ? candidate::sitUntilTimeIsUp
                            : i < mix.untilTimeIsUp() + mix.withExams()
                                    ? candidate::practiseAndSit
                                    : candidate::practise);
        }
        return crowd;
    }

    private void come(Runnable candidate) {
        candidates.add(threads.submit(() -> {
            try {
                candidate.run();
            } catch (RuntimeException | Error e) {
                over.set(true);
                throw e;
            }
        }));
    }

    public boolean isOver() {
        return over.get();
    }

    /** How many attempts were started so far. */
    public int attempts() {
        return ledgers.size();
    }

    /** How many answers were acknowledged so far. */
    public int acknowledged() {
        return ledgers.stream().mapToInt(AttemptLedger::acknowledged).sum();
    }

    /** What all of them were told so far, whatever became of some. */
    public List<AttemptLedger> ledgers() {
        return List.copyOf(ledgers);
    }

    /**
     * Tells all that it is over, waits until each has come to an end, and gives what they were told.
     *
     * @throws BenchException if one of them met what no candidate should
     */
    public List<AttemptLedger> disperse() {
        over.set(true);
        for (Future<?> candidate : candidates) {
            try {
                candidate.get();
            } catch (ExecutionException e) {
                throw new BenchException("A candidate could not go on: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("Interrupted.", e);
            }
        }
        return ledgers();
    }

    @Override
    public void close() {
        over.set(true);
        threads.close();
    }
}
