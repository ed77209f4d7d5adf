package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Metrics as {@code docs/metrics.md} promises them, and as expressions name them. */
public final class Metrics {

    private static final Path PAGE = Yaml.ROOT.resolve("docs/metrics.md");

    /** What isn't a function, a label or a word of the language: names with an underscore, and the one without. */
    private static final Pattern NAME = Pattern.compile("\\b(?:[a-z]+(?:_[a-z0-9]+)+|up)\\b(?!\\s*\\()");

    private static final Set<String> WORDS = Set.of("histogram_quantile");

    private Metrics() {}

    /** Each with the services that show it. */
    public static Map<String, List<String>> promised() {
        Map<String, List<String>> promised = new TreeMap<>();
        Tables.rows(PAGE, "| metric |")
                .forEach(cells -> promised.put(
                        cells.getFirst().replace("`", ""), List.of(cells.get(1).split(",\\s*"))));
        return promised;
    }

    /** The metrics in an expression of Prometheus, without what belongs to a histogram. */
    static Set<String> named(String expression) {
        Set<String> names = new TreeSet<>();
        String bare =
                expression.replaceAll("\\{[^}]*(\\{[^}]*\\}[^}]*)*\\}", "").replaceAll("\\bby \\([^)]*\\)", "");
        NAME.matcher(bare)
                .results()
                .map(found -> found.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(name -> names.add(name.replaceFirst("_(bucket|count|sum)$", "")));
        return names;
    }

    /** The expressions of all dashboards, each with its board and panel. */
    public static Map<String, String> drawn() {
        Map<String, String> drawn = new TreeMap<>();
        boards().forEach(file -> Yaml.document(file)
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> drawn.put(
                                file.getFileName() + ", " + panel.path("title").asText() + ", "
                                        + target.path("refId").asText(),
                                target.path("expr").asText()))));
        return drawn;
    }

    static Stream<Path> boards() {
        return Yaml.files(Overlay.DEPLOY.resolve("observe/dashboards"), ".json").stream();
    }

    /** The rules that alert. */
    static List<JsonNode> alerts() {
        return Yaml.documents(Overlay.DEPLOY.resolve("overlays/production/monitoring.yaml")).stream()
                .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
                .flatMap(object -> Yaml.each(object.at("/spec/groups")))
                .flatMap(group -> Yaml.each(group.path("rules")))
                .toList();
    }
}
