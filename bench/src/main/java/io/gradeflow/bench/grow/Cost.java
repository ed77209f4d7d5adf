package io.gradeflow.bench.grow;

import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What answers cost.
 *
 * @param answers from the first that was due until all were in the figures
 * @param log of changes meanwhile
 * @param rest the system while nothing is asked of it; its count says nothing
 */
record Cost(Work answers, ServerLog log, Work rest) {

    /** Microseconds of processor time in all parts of the system for each answer, without what they take doing nothing. */
    double micros() {
        return wholeMicros() - processorsAtRest() * answers.took().toNanos() / 1e3 / answers.count();
    }

    /** With it. */
    double wholeMicros() {
        return all(answers).toNanos() / 1e3 / answers.count();
    }

    double logBytes() {
        return (double) log.bytes() / answers.count();
    }

    private double processorsAtRest() {
        return (double) all(rest).toNanos() / rest.took().toNanos();
    }

    private static Duration all(Work work) {
        return work.cpu().parts().entrySet().stream()
                .filter(part -> !part.getKey().equals(CpuMeter.SENDER))
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** @param first what they cost at first */
    Map<String, Figure> figures(Cost first) {
        Map<String, Figure> figures = new LinkedHashMap<>(answers.figures("answers"));
        figures.put("processor time for each", new Figure(micros(), "µs"));
        figures.put("of that at first", new Figure(micros() / first.micros(), ""));
        figures.put("with rest", new Figure(wholeMicros(), "µs"));
        figures.put("processors at rest", new Figure(processorsAtRest(), ""));
        figures.put("log for each", new Figure(logBytes(), "bytes"));
        figures.put("whole pages for each", new Figure((double) log.pages() / answers.count(), ""));
        return figures;
    }
}
