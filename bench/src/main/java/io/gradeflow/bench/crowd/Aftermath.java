package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of all that a crowd was told is stored.
 *
 * @param findings in what attempts, receipts, figures or topics differ from what was acknowledged; none if every answer is there
 *     and counts once
 */
public record Aftermath(List<Settled> attempts, List<String> findings) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /**
     * Waits until all is graded and counted.
     *
     * @param bank in which nobody else has answered
     * @throws BenchException if something is still on its way after a minute and a half
     */
    public static Aftermath of(FaultySystem system, PatientApi api, KeyedBank bank, Collection<AttemptLedger> ledgers) {
        return of(api, bank, system.token("author", "author"), ledgers, () -> EventLog.of(system));
    }

    /**
     * The same.
     *
     * @param token of an author, who may see everybody's figures
     * @param log read once all is graded and counted
     */
    public static Aftermath of(
            PatientApi api, KeyedBank bank, String token, Collection<AttemptLedger> ledgers, Supplier<EventLog> log) {
        List<Settled> attempts = Settled.await(ledgers);
        List<String> findings = new ArrayList<>();
        attempts.forEach(attempt -> findings.addAll(attempt.findings()));
        findings.addAll(attempts.parallelStream()
                .map(Settled::receiptFinding)
                .flatMap(Optional::stream)
                .toList());
        Map<String, Figures.Counts> shown = Figures.shown(settledTopics(api, bank, token));
        Map<String, Figures.Counts> expected = Figures.expected(attempts);
        if (!shown.equals(expected)) {
            findings.add("figures are " + shown + " where " + expected + " was acknowledged");
        }
        findings.addAll(log.get().findings(attempts));
        return new Aftermath(attempts, List.copyOf(findings));
    }

    private static JsonNode settledTopics(PatientApi api, KeyedBank bank, String token) {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonNode topics =
                    api.get("/analytics/topics?bank=" + bank.slug(), token).body();
            JsonNode pending = topics.path("pending");
            if (pending.path("live").asInt(1) == 0 && pending.path("slow").asInt(1) == 0) {
                return topics;
            }
            if (System.nanoTime() > giveUp) {
                throw new BenchException(
                        "After " + LIMIT.toSeconds() + " s answers are still on their way to the figures: " + pending);
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    public int acknowledged() {
        return attempts.stream()
                .mapToInt(attempt -> attempt.ledger().acknowledged())
                .sum();
    }

    /** Answers that were sent and of which nobody was told whether they came in time. */
    public int unknown() {
        return attempts.stream()
                .mapToInt(attempt -> attempt.ledger().unknowns())
                .sum();
    }
}
