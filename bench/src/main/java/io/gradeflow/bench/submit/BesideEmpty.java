package io.gradeflow.bench.submit;

import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers beside as many calls to an endpoint that does nothing.
 *
 * @param empty these
 */
record BesideEmpty(Work answers, Work empty) {

    /** Of a processor; a sender that is busy for more of the time may be the limit itself. */
    static final double BUSY = 0.8;

    double speed() {
        return answers.ratio(empty);
    }

    /**
     * Processor time of all parts but the sender, of the endpoint as a share of what an answer takes: the sender works as much for
     * either, and would draw the two together. Empty where they run elsewhere.
     */
    Optional<Double> time() {
        return answers.systemMicros().flatMap(answer -> empty.systemMicros().map(nothing -> nothing / answer));
    }

    private double lower() {
        return time().map(time -> Math.min(time, speed())).orElse(speed());
    }

    void put(Map<String, Figure> figures) {
        figures.put("of the empty endpoint", new Figure(speed(), ""));
        time().ifPresent(time -> figures.put("of it, by processor time", new Figure(time, "")));
    }

    /** Not held either where the sender may have been what the endpoint waited for. */
    Bar bar(String what, double least) {
        String text = String.format(
                Locale.ROOT, "%s: at least %.2f of the empty endpoint (here: %.2f)", what, least, lower());
        return empty.sendersShare() > BUSY
                ? new Bar(text + "; not shown, as the sender may have been the limit", false)
                : new Bar(text, lower() >= least);
    }
}
