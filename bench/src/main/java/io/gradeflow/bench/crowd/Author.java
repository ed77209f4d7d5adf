package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Somebody who changes a bank while others answer over it, and sends again what got an error, as they do. */
public final class Author {

    private static final int FURTHER = 4;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final PatientApi api;
    private final KeyedBank bank;
    private final String token;
    private final List<String> corrections = new ArrayList<>();
    private int questions = KeyedBank.QUESTIONS;

    public Author(FaultySystem system, PatientApi api, KeyedBank bank) {
        this.api = api;
        this.bank = bank;
        this.token = system.token("author", "author");
    }

    /**
     * From now on, another choice is right in one of the questions.
     *
     * @return what was done, in words
     */
    public String correct(Random random) {
        List<JsonNode> single = listed().stream()
                .filter(question -> question.at("/select/max").asInt() == 1)
                .filter(question ->
                        bank.corrected().keyVersion(question.path("stem").asText()) == 1)
                .toList();
        JsonNode question = single.get(random.nextInt(single.size()));
        List<JsonNode> wrong = StreamSupport.stream(question.path("choices").spliterator(), false)
                .filter(choice -> !KeyedBank.isRight(choice.path("text").asText()))
                .toList();
        JsonNode choice = wrong.get(random.nextInt(wrong.size()));
        PatientApi.Reply reply = api.post(
                "/questions/" + question.path("id").asText() + "/revisions/"
                        + question.path("revision").asInt() + "/corrections",
                token,
                UUID.randomUUID().toString(),
                Map.of(
                        "effect",
                        "regrade",
                        "choices",
                        List.of(choice.path("id").asText()),
                        "reason",
                        "It was marked by mistake."));
        boolean isMade =
                reply.status() == 202 || reply.tries() > 1 && reply.code().equals("key-unchanged");
        String correction = reply.body().path("correctionId").asText();
        if (!isMade || correction.isEmpty()) {
            throw new BenchException("a correction got " + reply);
        }
        bank.corrected()
                .correct(question.path("stem").asText(), choice.path("text").asText());
        corrections.add(correction);
        return "a key was corrected";
    }

    /** The bank has some questions more; the same words. */
    public String importMore() {
        PatientApi.Reply reply = api.send(
                "POST",
                "/banks/" + bank.slug() + "/imports",
                token,
                "application/octet-stream",
                KeyedBank.further(FURTHER));
        if (reply.status() != 200 || reply.body().path("rejected").asInt(-1) != 0) {
            throw new BenchException("an import got " + reply);
        }
        questions += FURTHER;
        return FURTHER + " questions were imported";
    }

    /**
     * Waits until every answer is graded by the key in force.
     *
     * @return what of this was not kept
     */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        corrections.forEach(correction -> regradeFinding(correction).ifPresent(findings::add));
        int listed = listed().size();
        if (listed != questions) {
            findings.add("the bank lists " + listed + " questions where " + questions + " were imported");
        }
        return findings;
    }

    private Optional<String> regradeFinding(String correction) {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            PatientApi.Reply reply = api.get("/regrades/" + correction, token);
            if (reply.body().path("status").asText().equals("COMPLETE")) {
                return Optional.empty();
            }
            if (System.nanoTime() > giveUp) {
                return Optional.of("after " + LIMIT.toSeconds() + " s, the correction " + correction
                        + " has not reached every answer: " + reply);
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private List<JsonNode> listed() {
        PatientApi.Reply reply = api.get("/banks/" + bank.slug() + "/questions?limit=500", token);
        if (reply.status() != 200) {
            throw new BenchException("the questions of " + bank.slug() + " got " + reply);
        }
        return StreamSupport.stream(reply.body().path("items").spliterator(), false)
                .toList();
    }
}
