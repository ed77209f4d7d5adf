package io.gradeflow.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.crowd.Aftermath;
import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.Crowd;
import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.crowd.Troubles;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Replay;
import io.gradeflow.devstack.local.LocalStackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lets a crowd answer over a bank of its own, something go wrong, and looks what became of the answers. */
final class Rounds {

    private static final Duration LEAD = Duration.ofSeconds(1);
    private static final Duration GATHERING = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final FaultyStack stack;
    private final Crowd.Mix mix;
    private final Random random;

    Rounds(FaultyStack stack, Crowd.Mix mix, Random random) {
        this.stack = stack;
        this.mix = mix;
        this.random = random;
    }

    Round run(int number, Fault fault) {
        Troubles troubles = new Troubles();
        List<String> findings = new ArrayList<>();
        List<AttemptLedger> ledgers = new ArrayList<>();
        long[] away = new long[1];
        try {
            PatientApi api = new PatientApi(stack.web(), troubles);
            KeyedBank bank = KeyedBank.create(stack).withExams(stack);
            try (Crowd crowd = Crowd.gather(stack, api, bank, mix)) {
                away[0] = answerMeanwhile(crowd, fault);
                ledgers.addAll(crowd.disperse());
            }
            findings.addAll(Aftermath.of(stack, api, bank, ledgers).findings());
            checkProof(findings);
        } catch (BenchException | LocalStackException e) {
            findings.add(String.valueOf(e.getMessage()));
        }
        return new Round(
                number,
                fault.kind(),
                fault.target(),
                ledgers.size(),
                ledgers.stream().mapToInt(AttemptLedger::acknowledged).sum(),
                ledgers.stream().mapToInt(AttemptLedger::unknowns).sum(),
                troubles.count(),
                away[0],
                List.copyOf(findings));
    }

    /** @return milliseconds until all parts took requests again */
    private long answerMeanwhile(Crowd crowd, Fault fault) {
        long giveUp = System.nanoTime() + GATHERING.toNanos();
        while (crowd.attempts() < mix.all() && !crowd.isOver() && System.nanoTime() < giveUp) {
            Pause.of(BETWEEN_LOOKS);
        }
        Pause.of(LEAD);
        long begin = System.nanoTime();
        fault.act().on(stack, random);
        stack.awaitUp();
        long away = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        Pause.of(LEAD);
        return away;
    }

    private void checkProof(List<String> findings) {
        try (Api api = new Api(stack.web())) {
            JsonNode proof = Replay.run(api, stack.token("root", "admin"), "proofs");
            if (!proof.path("status").asText().equals("EQUAL")) {
                findings.add("the proof ended so: " + proof);
            }
        }
    }
}
