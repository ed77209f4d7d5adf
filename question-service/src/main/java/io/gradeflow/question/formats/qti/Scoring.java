package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How an item turns the response into a score. */
enum Scoring {
    /** All or nothing. */
    MATCH_CORRECT,
    /** What each value is worth. */
    MAP_RESPONSE;

    private static final Set<String> ORDINARY = Set.of(
            "response-condition",
            "response-if",
            "response-else",
            "response-else-if",
            "set-outcome-value",
            "match",
            "equal",
            "variable",
            "correct",
            "base-value",
            "is-null",
            "not",
            "and",
            "or",
            "null",
            "sum",
            "map-response");

    /**
     * By the template, or the rules, of its response processing. Rules of its own are read for which of the two they use; where they
     * say more, that is reported.
     *
     * @return empty where it can't be told, which is reported
     */
    static Optional<Scoring> of(XmlElement item, boolean hasCorrect, boolean hasMapping, Drafting drafting) {
        Optional<XmlElement> processing = item.child("response-processing");
        String template = processing
                .map(found -> found.attribute("template") + " " + found.attribute("template-location"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (template.contains("map_response_point")) {
            drafting.unsupported("a picture to point at");
            return Optional.empty();
        }
        if (template.contains("map_response")) {
            return known(MAP_RESPONSE, hasMapping, "a mapping", drafting);
        }
        if (template.contains("match_correct")) {
            return known(MATCH_CORRECT, hasCorrect, "a correct response", drafting);
        }
        List<String> rules = processing.stream()
                .flatMap(XmlElement::descendants)
                .map(XmlElement::name)
                .toList();
        boolean maps = rules.contains("map-response");
        Scoring scoring = maps || (!hasCorrect && hasMapping) ? MAP_RESPONSE : MATCH_CORRECT;
        if (scoring == MAP_RESPONSE ? !hasMapping : !hasCorrect) {
            drafting.fault(
                    "no-correct-response", "The item doesn't say which response is correct; it can't be graded.");
            return Optional.empty();
        }
        if (processing.filter(Scoring::saysMore).isPresent()) {
            drafting.warn(
                    "processing-simplified",
                    "The item has response processing of its own, of which "
                            + (scoring == MAP_RESPONSE ? "the mapping" : "the correct response")
                            + " was taken; look whether it says more.");
        }
        return Optional.of(scoring);
    }

    /** Whether rules do more than to compare with what is correct, or to look up what it is worth, and to choose a feedback. */
    private static boolean saysMore(XmlElement processing) {
        return processing
                .descendants()
                .anyMatch(rule ->
                        !ORDINARY.contains(rule.name()) || (rule.name().equals("match") && comparesWithAValue(rule)));
    }

    /** A comparison of the feedback chosen so far is none of the response. */
    private static boolean comparesWithAValue(XmlElement match) {
        return match.child("base-value")
                .filter(value -> !value.attribute("base-type").equals("identifier")
                        || match.children("variable")
                                .anyMatch(variable -> variable.attribute("identifier")
                                        .toUpperCase(Locale.ROOT)
                                        .startsWith("RESPONSE")))
                .isPresent();
    }

    private static Optional<Scoring> known(Scoring scoring, boolean possible, String what, Drafting drafting) {
        if (!possible) {
            drafting.fault("no-correct-response", "The item is scored by " + what + ", which it doesn't have.");
            return Optional.empty();
        }
        return Optional.of(scoring);
    }
}
