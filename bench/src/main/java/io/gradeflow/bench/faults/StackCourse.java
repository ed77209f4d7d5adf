package io.gradeflow.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.crowd.Aftermath;
import io.gradeflow.bench.crowd.Author;
import io.gradeflow.bench.crowd.Crowd;
import io.gradeflow.bench.crowd.EventLog;
import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Replay;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/** Lets a crowd answer over a bank of its own, something go wrong, and looks what became of the answers. */
final class StackCourse implements Rounds.Course {

    private static final Duration LEAD = Duration.ofSeconds(1);
    private static final Duration GATHERING = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** An exam takes more than a minute until its time is up, so only some rounds wait for that. */
    private static final int EXPIRING_EACH = 20;

    private static final int EXPIRING_FIRST = 4;

    private final FaultyStack stack;
    private final int clients;

    StackCourse(FaultyStack stack, int clients) {
        this.stack = stack;
        this.clients = clients;
    }

    /** In one of three rounds an author corrects a key while the fault lasts, in the next one imports. */
    private enum Authoring {
        NOTHING,
        CORRECTING,
        IMPORTING;

        static Authoring of(int number) {
            return values()[number % values().length];
        }
    }

    /** A third sits exams, in some rounds a third of these until their time is up. */
    static Crowd.Mix mix(int clients, int number) {
        int expiring = number % EXPIRING_EACH == EXPIRING_FIRST ? Math.max(1, clients / 6) : 0;
        int withExams = Math.max(1, clients / 3 - expiring);
        return new Crowd.Mix(expiring, withExams, Math.max(0, clients - withExams - expiring));
    }

    @Override
    public void play(int number, Fault fault, Random random, Notes notes) {
        stack.forgetTokens();
        Map<TopicPartition, Long> begin = EventLog.end(stack);
        PatientApi api = new PatientApi(stack.web(), notes.troubles());
        KeyedBank bank = KeyedBank.create(stack).withExams(stack);
        Author author = new Author(stack, api, bank);
        Crowd.Mix mix = mix(clients, number);
        if (mix.untilTimeIsUp() > 0) {
            notes.meanwhile(mix.untilTimeIsUp() + " exams until time is up");
        }
        try (Crowd crowd = Crowd.gather(stack, api, bank, mix)) {
            try {
                answerMeanwhile(crowd, mix, fault, random, author, Authoring.of(number), notes);
                crowd.disperse();
            } finally {
                notes.told(crowd.ledgers());
            }
        }
        notes.foundAll(author.findings());
        notes.foundAll(Aftermath.of(
                        api, bank, stack.token("author", "author"), notes.ledgers(), () -> EventLog.since(stack, begin))
                .findings());
        try (Api asked = new Api(stack.web())) {
            proofFinding(Replay.run(asked, stack.token("root", "admin"), "proofs"))
                    .ifPresent(notes::found);
        }
    }

    private void answerMeanwhile(
            Crowd crowd, Crowd.Mix mix, Fault fault, Random random, Author author, Authoring authoring, Notes notes) {
        long giveUp = System.nanoTime() + GATHERING.toNanos();
        while (crowd.attempts() < mix.all() && !crowd.isOver() && System.nanoTime() < giveUp) {
            Pause.of(BETWEEN_LOOKS);
        }
        Pause.of(LEAD);
        Random drawn = new Random(random.nextLong());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> authored = threads.submit(() -> switch (authoring) {
                case NOTHING -> "";
                case CORRECTING -> author.correct(drawn);
                case IMPORTING -> author.importMore();
            });
            long begin = System.nanoTime();
            String effect = fault.act().on(stack, random);
            stack.awaitUp();
            notes.happened(effect, Duration.ofNanos(System.nanoTime() - begin));
            String done = done(authored);
            if (!done.isEmpty()) {
                notes.meanwhile(done);
            }
        }
        Pause.of(LEAD);
    }

    private static String done(Future<String> authored) {
        try {
            return authored.get();
        } catch (ExecutionException e) {
            throw new BenchException("The author could not go on: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** @param proof as analytics-service tells of one that has ended */
    static Optional<String> proofFinding(JsonNode proof) {
        return proof.path("status").asText().equals("EQUAL")
                ? Optional.empty()
                : Optional.of("the proof ended so: " + proof);
    }
}
