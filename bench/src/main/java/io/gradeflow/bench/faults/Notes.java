package io.gradeflow.bench.faults;

import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is noted while a round is played, so that what is known stays known where it breaks off. */
final class Notes {

    private final long begin = System.nanoTime();
    private final Troubles troubles = new Troubles();
    private final List<String> findings = new ArrayList<>();
    private List<AttemptLedger> ledgers = List.of();
    private Duration away = Duration.ZERO;
    private String effect = "";
    private String meanwhile = "";

    Troubles troubles() {
        return troubles;
    }

    void found(String finding) {
        findings.add(finding);
    }

    void foundAll(List<String> further) {
        findings.addAll(further);
    }

    void told(List<AttemptLedger> known) {
        ledgers = List.copyOf(known);
    }

    List<AttemptLedger> ledgers() {
        return ledgers;
    }

    /** @param from the beginning of the fault, until every part took requests again */
    void happened(String what, Duration from) {
        effect = what;
        away = from;
    }

    void meanwhile(String what) {
        meanwhile = meanwhile.isEmpty() ? what : meanwhile + "; " + what;
    }

    Round round(int number, Fault fault) {
        int acknowledged =
                ledgers.stream().mapToInt(AttemptLedger::acknowledged).sum();
        if (findings.isEmpty() && acknowledged == 0) {
            findings.add("No answer was acknowledged, so that nothing was shown.");
        }
        return new Round(
                number,
                fault.kind(),
                fault.target(),
                effect,
                meanwhile,
                ledgers.size(),
                acknowledged,
                ledgers.stream().mapToInt(AttemptLedger::unknowns).sum(),
                troubles.count(),
                away.toMillis(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                List.copyOf(findings));
    }
}
