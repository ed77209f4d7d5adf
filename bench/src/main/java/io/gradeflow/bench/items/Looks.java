package io.gradeflow.bench.items;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Looks of one kind at the items of a bank, one after the other, and how long their answers took. */
final class Looks {

    private final String label;
    private final Histogram times = new Histogram(3);
    private final List<String> failures = new ArrayList<>();

    Looks(String label) {
        this.label = label;
    }

    /** @param attempts of which the items have to be analysed */
    void look(Api service, CountedBank bank, int attempts) {
        long begin = System.nanoTime();
        JsonNode told = unmeasured(service, bank);
        times.recordValue((System.nanoTime() - begin) / 1000);
        long analysed = told.at("/population/attempts").asLong();
        if (analysed != attempts
                || told.path("items").size() != bank.questions().size()) {
            failures.add("%s: of %d attempts and %d questions, %d and %d were analysed"
                    .formatted(
                            label,
                            attempts,
                            bank.questions().size(),
                            analysed,
                            told.path("items").size()));
        }
    }

    /** The same at the service as it listens now, by a client that hasn't asked it before. */
    void lookAtService(Insides insides, CountedBank bank, int attempts) {
        try (Api service = new Api(insides.analyticsService())) {
            look(service, bank, attempts);
        }
    }

    /** @return what is told of the items */
    static JsonNode unmeasured(Api service, CountedBank bank) {
        return service.get("/api/v1/analytics/items?bank=" + bank.slug(), bank.author());
    }

    boolean any() {
        return times.getTotalCount() > 0;
    }

    List<String> failures() {
        return failures;
    }

    double medianMillis() {
        return times.getValueAtPercentile(50) / 1000.0;
    }

    double longestMillis() {
        return times.getMaxValue() / 1000.0;
    }

    Row row() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("looks", Figure.count(times.getTotalCount()));
        figures.put("p50", Figure.micros(times.getValueAtPercentile(50)));
        figures.put("max", Figure.micros(times.getMaxValue()));
        return new Row(label, figures);
    }
}
