package io.gradeflow.bench.soak;

import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that was looked at so far. */
final class Curves {

    private final List<Duration> times = new ArrayList<>();
    private final Map<Watched, Map<String, List<Double>>> values = new EnumMap<>(Watched.class);

    /** @param looked what was seen at that time, by what it is of; what is missing in one look is left out of all */
    void add(Duration at, Map<Watched, Map<String, Double>> looked) {
        times.add(at);
        looked.forEach(
                (watched, seen) -> seen.forEach((of, value) -> values.computeIfAbsent(watched, _ -> new TreeMap<>())
                        .computeIfAbsent(of, _ -> new ArrayList<>())
                        .add(value)));
    }

    List<Curve> all() {
        List<Curve> curves = new ArrayList<>();
        values.forEach((watched, byWhat) -> byWhat.forEach((of, seen) -> {
            if (seen.size() == times.size()) {
                curves.add(new Curve(watched, of, List.copyOf(seen)));
            }
        }));
        return curves;
    }

    /** What was not seen at each look, in words; a table may have been too small at first, a process not have told. */
    List<String> incomplete() {
        List<String> incomplete = new ArrayList<>();
        values.forEach((watched, byWhat) -> byWhat.forEach((of, seen) -> {
            if (seen.size() != times.size()) {
                incomplete.add(watched.what() + ", " + of + " (" + seen.size() + " of " + times.size() + " looks)");
            }
        }));
        return incomplete;
    }

    private List<Curve> of(Watched watched) {
        return all().stream().filter(curve -> curve.watched() == watched).toList();
    }

    /** First and last third of each, and then each look. */
    List<Finding.Section> sections() {
        List<Finding.Section> sections = new ArrayList<>();
        sections.add(new Finding.Section(
                "first and last third of the time",
                all().stream().map(Curves::thirds).toList()));
        for (Watched watched : Watched.values()) {
            List<Curve> curves = of(watched);
            if (!curves.isEmpty()) {
                sections.add(new Finding.Section(watched.what() + ", look by look", byTime(watched, curves)));
            }
        }
        return sections;
    }

    private static Row thirds(Curve curve) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("first", curve.watched().figure(curve.first()));
        figures.put("last", curve.watched().figure(curve.last()));
        figures.put("at most", curve.watched().figure(curve.bound()));
        return new Row(curve.watched().what() + ", " + curve.of(), figures);
    }

    private List<Row> byTime(Watched watched, List<Curve> curves) {
        List<Row> rows = new ArrayList<>();
        for (int look = 0; look < times.size(); look++) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            for (Curve curve : curves) {
                figures.put(curve.of(), watched.figure(curve.values().get(look)));
            }
            rows.add(new Row(times.get(look).toSeconds() + " s", figures));
        }
        return rows;
    }

    /** One for all that is watched, of whichever is nearest to its bound or furthest beyond it. */
    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (Watched watched : Watched.values()) {
            of(watched).stream()
                    .max(Comparator.comparingDouble(curve -> curve.last() / Math.max(1e-9, curve.bound())))
                    .ifPresent(worst -> bars.add(new Bar(
                            watched.what() + ": in the last third at most " + watched.boundInWords() + " (nearest: "
                                    + worst.of() + ", " + watched.figure(worst.first()) + ", then "
                                    + watched.figure(worst.last()) + ")",
                            worst.isHeld())));
        }
        return bars;
    }
}
