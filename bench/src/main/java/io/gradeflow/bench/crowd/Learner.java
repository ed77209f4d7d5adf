package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody who takes attempts and notes what is acknowledged. */
public record Learner(PatientApi api, String name, String token) {

    /** What became of an answer. */
    public enum Outcome {
        ACKNOWLEDGED,
        /** Graded before it was changed, in a mode in which that is the end of it. */
        FINAL,
        OVER
    }

    /** As the service has it, and the time in which a request may have been on its way. */
    private static final Duration GRACE = Duration.ofSeconds(5 + 1);

    public static Learner of(FaultySystem system, PatientApi api, String name) {
        return new Learner(api, name, system.token(name, "learner"));
    }

    /** The same person at another instance. */
    public Learner at(PatientApi other) {
        return new Learner(other, name, token);
    }

    public AttemptLedger practise(KeyedBank bank, int questions) {
        return start(bank, Map.of("bank", bank.slug(), "mode", "practice", "questionCount", questions));
    }

    public AttemptLedger sit(KeyedBank bank) {
        return start(bank, Map.of("bank", bank.slug(), "mode", "exam", "blueprint", KeyedBank.BLUEPRINT));
    }

    private AttemptLedger start(KeyedBank bank, Map<String, Object> wish) {
        PatientApi.Reply reply = api.post("/attempts", token, UUID.randomUUID().toString(), wish);
        if (reply.status() != 201) {
            throw new BenchException("no attempt was started: " + reply);
        }
        return new AttemptLedger(this, reply.body(), bank.corrected());
    }

    public Outcome answer(AttemptLedger attempt, int position, List<String> choices) {
        boolean finished = attempt.isFinished();
        Instant sent = Instant.now();
        PatientApi.Reply reply =
                api.put("/attempts/" + attempt.id() + "/answers/" + position, token, body(attempt, choices));
        return switch (reply.status()) {
            case 202 -> {
                if (finished || attempt.isPast(sent, GRACE)) {
                    attempt.violate("position " + position + " was acknowledged after the end");
                }
                List<String> stored = Settled.sortedTexts(reply.body().path("choices"));
                if (!stored.equals(choices)) {
                    attempt.violate("position %d was acknowledged as %s, not %s".formatted(position, stored, choices));
                }
                attempt.acknowledge(
                        position,
                        reply.body().path("version").asInt(),
                        choices,
                        reply.body().path("receipt").asText());
                yield Outcome.ACKNOWLEDGED;
            }
            case 409 -> {
                if (!finished && reply.tries() > 1 && !isFinal(attempt, reply)) {
                    attempt.unknown(position, choices);
                }
                yield refused(attempt, position, reply);
            }
            default -> throw new BenchException("an answer to " + attempt.id() + " got " + reply);
        };
    }

    private static Outcome refused(AttemptLedger attempt, int position, PatientApi.Reply reply) {
        if (isFinal(attempt, reply)) {
            return Outcome.FINAL;
        }
        if (!attempt.mayBeOver()) {
            attempt.violate("position " + position + " was refused: " + reply);
        }
        return Outcome.OVER;
    }

    private static boolean isFinal(AttemptLedger attempt, PatientApi.Reply reply) {
        return reply.code().equals("answer-final") && !attempt.isExam();
    }

    private static Map<String, Object> body(AttemptLedger attempt, List<String> choices) {
        return Map.of("choices", choices, "seq", attempt.nextSeq(), "flagged", false, "elapsedMillis", 1200);
    }

    public void finish(AttemptLedger attempt) {
        attempt.finishing();
        PatientApi.Reply reply = api.post(
                "/attempts/" + attempt.id() + "/finish",
                token,
                UUID.randomUUID().toString(),
                Map.of());
        if (reply.status() != 200) {
            throw new BenchException("the finish of " + attempt.id() + " got " + reply);
        }
        attempt.finished(reply.body().path("status").asText());
    }

    /** What became of an acknowledged answer. */
    public JsonNode verify(String receipt) {
        return api.post("/receipts/verify", token, UUID.randomUUID().toString(), Map.of("receipt", receipt))
                .body();
    }

    public JsonNode view(AttemptLedger attempt) {
        PatientApi.Reply reply = api.get("/attempts/" + attempt.id(), token);
        if (reply.status() != 200) {
            throw new BenchException("the view of " + attempt.id() + " got " + reply);
        }
        return reply.body();
    }
}
