package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.crowd.AttemptLedger.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An attempt whose answers are all graded: what its client was told, and what the system shows of it.
 *
 * @param view as {@code GET /attempts/{id}} gives it
 */
public record Settled(AttemptLedger ledger, JsonNode view) {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int SHOWN = 5;

    /**
     * Waits until each attempt has ended, if it has to, and all its answers are graded.
     *
     * @throws BenchException if one hasn't after a minute and a half
     */
    public static List<Settled> await(Collection<AttemptLedger> ledgers) {
        Map<String, Settled> settled = new ConcurrentHashMap<>();
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            List<Settled> open = ledgers.parallelStream()
                    .filter(ledger -> !settled.containsKey(ledger.id()))
                    .map(ledger -> new Settled(ledger, ledger.learner().view(ledger)))
                    .filter(attempt -> !attempt.isSettled() || settled.put(attempt.ledger.id(), attempt) != null)
                    .toList();
            if (open.isEmpty()) {
                return List.copyOf(settled.values());
            }
            if (System.nanoTime() > giveUp) {
                throw new BenchException(open.size() + " attempts have not settled within " + LIMIT.toSeconds()
                        + " s, among them "
                        + open.stream()
                                .limit(SHOWN)
                                .map(attempt -> attempt.view)
                                .toList());
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    public static Map<String, Long> countByStatus(Collection<Settled> attempts) {
        return attempts.stream()
                .collect(Collectors.groupingBy(
                        attempt -> attempt.ledger.mode() + " " + attempt.ledger.status(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private boolean isSettled() {
        JsonNode pending = view.path("totals").path("pending");
        return view.path("status").asText().equals(ledger.status()) && pending.isNumber() && pending.asInt() == 0;
    }

    /** What stands at each position by the view; one that shows nothing is blank or cleared. */
    public Map<Integer, Standing> shown() {
        Map<Integer, Standing> shown = new HashMap<>();
        for (JsonNode question : view.path("questions")) {
            JsonNode answer = question.path("answer");
            if (answer.isObject()) {
                shown.put(
                        question.path("position").asInt(),
                        new Standing(answer.path("version").asInt(), sortedTexts(answer.path("choices"))));
            }
        }
        return shown;
    }

    /** In what the view differs from what was acknowledged, and its grades from the bank's own words. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>(ledger.violations());
        Map<Integer, Standing> shown = shown();
        if (ledger.questions().size() != view.path("questions").size()) {
            findings.add(of("it shows " + view.path("questions").size() + " questions"));
        }
        for (Asked question : ledger.questions()) {
            Standing standing = shown.getOrDefault(question.position(), Standing.NONE);
            List<Standing> legal = ledger.legal(question.position());
            boolean blank = standing.version() == 0
                    && legal.stream().anyMatch(one -> one.choices().isEmpty());
            if (!legal.contains(standing) && !blank) {
                findings.add(of("position %d shows %s where %s was acknowledged"
                        .formatted(question.position(), standing, legal)));
            }
        }
        checkGrades(findings, shown);
        return findings;
    }

    private void checkGrades(List<String> findings, Map<Integer, Standing> shown) {
        for (JsonNode question : view.path("questions")) {
            Standing standing = shown.get(question.path("position").asInt());
            if (standing != null) {
                JsonNode answer = question.path("answer");
                boolean right = isRight(question.path("position").asInt(), standing);
                BigDecimal due = right ? decimal(answer.path("maximum")) : BigDecimal.ZERO;
                if (answer.path("correct").asBoolean(!right) != right
                        || decimal(answer.path("score")).compareTo(due) != 0) {
                    findings.add(of("position %d is graded as %s"
                            .formatted(question.path("position").asInt(), answer)));
                }
            }
        }
        long right = shown.entrySet().stream()
                .filter(entry -> isRight(entry.getKey(), entry.getValue()))
                .count();
        JsonNode totals = view.path("totals");
        if (totals.path("answered").asLong() != shown.size()
                || totals.path("graded").asLong() != shown.size()
                || totals.path("correct").asLong() != right
                || decimal(totals.path("score")).compareTo(BigDecimal.valueOf(right)) != 0) {
            findings.add(
                    of("of %d answers, %d of them right, its totals are %s".formatted(shown.size(), right, totals)));
        }
    }

    /** What is wrong with the first receipt of an answer that stands as it was acknowledged. */
    public Optional<String> receiptFinding() {
        return shown().entrySet().stream()
                .filter(entry -> ledger.newest(entry.getKey()).equals(entry.getValue()))
                .findFirst()
                .flatMap(entry -> {
                    String receipt = ledger.receipt(entry.getKey()).orElse("");
                    JsonNode verified = ledger.learner().verify(receipt);
                    boolean kept = verified.path("outcome").asText().equals("GRADED")
                            && verified.path("version").asInt()
                                    == entry.getValue().version();
                    return kept ? Optional.empty() : Optional.of(of("the receipt " + receipt + " gets " + verified));
                });
    }

    public boolean isRight(int position, Standing standing) {
        return asked(position).isRight(standing.choices());
    }

    Asked asked(int position) {
        return ledger.questions().get(position - 1);
    }

    private String of(String what) {
        return "attempt " + ledger.id() + ": " + what;
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.isNumber() ? number.decimalValue() : BigDecimal.ONE.negate();
    }

    public static List<String> sortedTexts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }
}
