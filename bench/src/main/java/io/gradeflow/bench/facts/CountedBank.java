package io.gradeflow.bench.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.system.Api;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A generated bank whose answers are counted, and what is told of it.
 *
 * @param questions in the order of their numbers
 */
public record CountedBank(Api api, String author, String slug, UUID id, List<UUID> questions) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /**
     * Puts it into the system and waits until figures know all of its questions.
     *
     * @param size 500 questions at most
     */
    public static CountedBank create(Api api, String author, int size) {
        CountedBank bank = imported(api, author, size);
        bank.awaitQuestions();
        return bank;
    }

    /** The same without waiting for the figures. */
    public static CountedBank imported(Api api, String author, int size) {
        String slug = GeneratedBank.create(api, author, size);
        String path = "/api/v1/banks/" + slug;
        SortedMap<Integer, UUID> questions = new TreeMap<>();
        api.get(path + "/questions?limit=500", author)
                .path("items")
                .forEach(question -> questions.put(
                        GeneratedBank.numberOf(question.path("externalId").asText()),
                        UUID.fromString(question.path("id").asText())));
        UUID id = UUID.fromString(api.get(path, author).path("id").asText());
        return new CountedBank(api, author, slug, id, List.copyOf(questions.values()));
    }

    private void awaitQuestions() {
        await("questions", questions.size());
    }

    /**
     * Waits until so many answers are told of.
     *
     * @throws BenchException if their number doesn't grow for a minute
     */
    public void awaitAnswers(long answers) {
        await("answers", answers);
    }

    private void await(String what, long wanted) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long last = -1;
        while (last < wanted) {
            long now = figures().path("total").path(what).asLong();
            if (now > last) {
                last = now;
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > giveUp) {
                throw new BenchException("The figures of the bank " + slug + " tell of " + now + " " + what
                        + " instead of " + wanted + ", and of no more for " + PATIENCE.toSeconds() + " seconds.");
            }
            if (now < wanted) {
                Pause.of(BETWEEN_LOOKS);
            }
        }
    }

    /** All topics, without how far they reach. */
    public JsonNode figures() {
        ObjectNode figures =
                api.get("/api/v1/analytics/topics?bank=" + slug, author).deepCopy();
        return figures.without(List.of("asOf", "pending", "lagMillis"));
    }

    /** What is wrong with the total, if something is. */
    public Optional<String> failure(String when, long answers, long correct) {
        JsonNode total = figures().path("total");
        return total.path("answers").asLong() == answers
                        && total.path("correct").asLong() == correct
                ? Optional.empty()
                : Optional.of(when + ", figures tell of " + total.path("answers") + " answers, " + total.path("correct")
                        + " of them right, instead of " + answers + " and " + correct);
    }
}
