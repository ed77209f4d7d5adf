package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * How an item turns the response into a score.
 *
 * @param maps whether by what each value is worth; else all or nothing
 * @param full what the correct response earns, where nothing is mapped
 */
record Scoring(boolean maps, BigDecimal full) {

    /**
     * By the template, or the rules, of its response processing. Rules are taken where they do nothing but compare the response with
     * what is correct, or look up what it is worth; what they do besides with feedback makes no difference.
     *
     * @param response the identifier of the interaction's response
     * @return empty where it can't be told or kept, which is reported
     */
    static Optional<Scoring> of(
            XmlElement item, String response, boolean hasCorrect, boolean hasMapping, Drafting drafting) {
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
            return known(new Scoring(true, BigDecimal.ONE), hasMapping, "a mapping", drafting);
        }
        if (template.contains("match_correct")) {
            return known(new Scoring(false, BigDecimal.ONE), hasCorrect, "a correct response", drafting);
        }
        Optional<Scoring> scoring = processing.isEmpty()
                ? Optional.of(new Scoring(!hasCorrect && hasMapping, BigDecimal.ONE))
                : new ScoringRules(item, response, drafting).scoring(processing.get(), !hasCorrect && hasMapping);
        if (scoring.filter(found -> found.maps() ? !hasMapping : !hasCorrect).isPresent()) {
            drafting.fault(
                    "no-correct-response", "The item doesn't say which response is correct; it can't be graded.");
            return Optional.empty();
        }
        return scoring;
    }

    private static Optional<Scoring> known(Scoring scoring, boolean possible, String what, Drafting drafting) {
        if (!possible) {
            drafting.fault("no-correct-response", "The item is scored by " + what + ", which it doesn't have.");
            return Optional.empty();
        }
        return Optional.of(scoring);
    }
}
