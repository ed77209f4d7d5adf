package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether labels are what a selector wants, as Kubernetes reads it. */
final class Selectors {

    private Selectors() {}

    /** @param selector of the long form: {@code matchLabels} and {@code matchExpressions}; one without either takes all */
    static boolean matches(JsonNode selector, JsonNode labels) {
        return matchesLabels(selector.path("matchLabels"), labels)
                && Yaml.each(selector.path("matchExpressions")).allMatch(expression -> {
                    assertThat(expression.path("operator").asText()).isEqualTo("In");
                    return Yaml.texts(expression.path("values"))
                            .contains(
                                    labels.path(expression.path("key").asText()).asText());
                });
    }

    static boolean matchesLabels(JsonNode wanted, JsonNode labels) {
        return wanted.properties().stream()
                .allMatch(label -> labels.path(label.getKey())
                        .asText()
                        .equals(label.getValue().asText()));
    }
}
