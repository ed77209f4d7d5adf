package io.gradeflow.bench.regrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.function.Consumer;

/** Looks at what the system shows of a bank, as somebody of the staff would. */
final class Views {

    /** Each look costs the system some of the time that is measured. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Each how manieth time the figures are looked at, which take the system longest to tell. */
    private static final int FIGURES_EACH = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Api api;
    private final WrongKey key;

    Views(Api api, WrongKey key) {
        this.api = api;
        this.key = key;
    }

    ObjectNode topics() {
        return (ObjectNode) api.get("/api/v1/analytics/topics?bank=" + key.bank(), key.author());
    }

    void forEachAttempt(Consumer<JsonNode> seen) {
        String list = "/api/v1/attempts?mode=imported&limit=500&bank=" + key.bank();
        JsonNode page = api.get(list, key.author());
        page.path("items").forEach(seen);
        while (page.hasNonNull("next")) {
            page = api.get(list + "&cursor=" + page.path("next").asText(), key.author());
            page.path("items").forEach(seen);
        }
    }

    /** In both lanes; very many where the broker doesn't say. */
    private static long pending(JsonNode topics) {
        JsonNode pending = topics.path("pending");
        return pending.isObject()
                ? pending.path("live").asLong() + pending.path("slow").asLong()
                : Long.MAX_VALUE;
    }

    /** Waits until all that was answered is counted, and graded in the attempts too. */
    void awaitSettled(int right) {
        await("the answers to be graded and counted", () -> {
            JsonNode topics = topics();
            return pending(topics) == 0
                    && topics.at("/total/correct").asLong() == right
                    && topics.at("/total/answers").asLong() >= key.answers();
        });
        await("the attempts' own grades", () -> Dump.of(this).provisional() == 0);
    }

    /**
     * Corrects the key, or takes that back, and waits until the campaign is complete and the figures are those of the other key.
     *
     * @param onTheirWay how many answers may be on their way all the same, because learners go on answering
     */
    Consistency correct(boolean corrected, MeasuredSystem system, int onTheirWay) {
        CpuMeter meter = CpuMeter.start(system);
        long posted = System.nanoTime();
        String regrade = "/api/v1/regrades/" + key.correct(corrected);
        long accepted = System.nanoTime();
        int right = key.right(corrected);
        long[] complete = new long[1];
        long[] counted = new long[1];
        JsonNode[] campaign = new JsonNode[1];
        int[] looks = new int[1];
        await("all views to follow the correction", () -> {
            if (complete[0] == 0) {
                campaign[0] = api.get(regrade, key.author());
                complete[0] = campaign[0].path("status").asText().equals("COMPLETE") ? System.nanoTime() : 0;
            }
            if (counted[0] == 0 && looks[0]++ % FIGURES_EACH == 0) {
                JsonNode topics = topics();
                boolean followed = topics.at("/total/correct").asLong() == right && pending(topics) <= onTheirWay;
                counted[0] = followed ? System.nanoTime() : 0;
            }
            return complete[0] != 0 && counted[0] != 0;
        });
        return new Consistency(
                posted,
                Duration.ofNanos(accepted - posted),
                Duration.ofNanos(complete[0] - posted),
                Duration.ofNanos(counted[0] - posted),
                campaign[0].at("/answers/changed").asLong(),
                meter.spent());
    }

    /** Something to wait for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > giveUp) {
                throw new BenchException("Waited " + PATIENCE.toMinutes() + " minutes in vain for " + what + ".");
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }
}
