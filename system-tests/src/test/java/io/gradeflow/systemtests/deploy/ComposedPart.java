package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part as the compose file would have it run, on a machine where others stand elsewhere. */
record ComposedPart(JsonNode part) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([?-])([^}]*))?\\}");

    static ComposedPart of(String name) {
        return new ComposedPart(Yaml.document(Yaml.ROOT.resolve("docker-compose.yml"))
                .path("services")
                .path(name));
    }

    String image() {
        return part.path("image").asText();
    }

    List<String> command() {
        return Arrays.asList(part.path("command").asText().split(" "));
    }

    /**
     * What it is told.
     *
     * @param settings of {@code .env}; the file's defaults hold for others
     * @param places what stands in the place of addresses of the compose file's own network
     * @throws NullPointerException if a setting is missing that the file asks for
     */
    Map<String, String> environment(Map<String, String> settings, Map<String, String> places) {
        Map<String, String> environment = new TreeMap<>();
        part.path("environment").properties().forEach(entry -> {
            String value = VARIABLE.matcher(entry.getValue().asText())
                    .replaceAll(variable -> Matcher.quoteReplacement(value(variable, settings)));
            for (Map.Entry<String, String> place : places.entrySet()) {
                value = value.replace(place.getKey(), place.getValue());
            }
            environment.put(entry.getKey(), value);
        });
        return environment;
    }

    private static String value(MatchResult variable, Map<String, String> settings) {
        String set = settings.get(variable.group(1));
        return set == null && "-".equals(variable.group(2))
                ? variable.group(3)
                : Objects.requireNonNull(set, () -> variable.group(1) + " isn't set");
    }
}
