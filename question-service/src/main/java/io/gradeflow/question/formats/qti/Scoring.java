package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an item turns the response into a score.
 *
 * @param maps whether by what each value is worth; else all or nothing
 * @param full what the correct response earns, where nothing is mapped
 * @param lower beneath which what is mapped is not let; null where there is no bound but the mapping's
 * @param upper above which it isn't; null where there is none
 */
record Scoring(
        boolean maps,
        BigDecimal full,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper) {

    private static final String MAXIMUM = "MAXSCORE";

    Scoring(boolean maps, BigDecimal full) {
        this(maps, full, null, null);
    }

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
        String address = processing.map(Scoring::address).orElse("");
        return switch (template(address)) {
            case "map_response", "cc2_map_response" ->
                known(new Scoring(true, BigDecimal.ONE), hasMapping, "a mapping", drafting);
            case "match_correct", "cc2_match" ->
                known(new Scoring(false, BigDecimal.ONE), hasCorrect, "a correct response", drafting);
            case "cc2_match_basic" ->
                known(new Scoring(false, maximum(item, drafting)), hasCorrect, "a correct response", drafting);
            case "map_response_point" -> {
                drafting.unsupported("a picture to point at");
                yield Optional.empty();
            }
            default ->
                address.isEmpty()
                                || processing.orElseThrow().children().findAny().isPresent()
                        ? byRules(item, response, hasCorrect, hasMapping, drafting)
                        : unknown(address, drafting);
        };
    }

    private static String address(XmlElement processing) {
        return Stream.of("template", "template-location")
                .map(name -> processing.attribute(name).strip())
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The name at the end of its address, since each version of QTI has its templates at another. */
    private static String template(String address) {
        return address.toLowerCase(Locale.ROOT)
                .replaceAll("^.*[/\\\\:]|\\.xml$", "")
                .replace('-', '_');
    }

    private static BigDecimal maximum(XmlElement item, Drafting drafting) {
        DeclaredNumbers numbers = DeclaredNumbers.of(item, drafting);
        return numbers.has(MAXIMUM) ? numbers.value(MAXIMUM) : BigDecimal.ONE;
    }

    private static Optional<Scoring> unknown(String address, Drafting drafting) {
        drafting.fault(
                "scoring-unsupported",
                "The item is scored by a template that isn't known here, " + WholeText.shortened(address)
                        + "; put its rules into the item.");
        return Optional.empty();
    }

    private static Optional<Scoring> byRules(
            XmlElement item, String response, boolean hasCorrect, boolean hasMapping, Drafting drafting) {
        boolean maps = !hasCorrect && hasMapping;
        Optional<XmlElement> processing = item.child("response-processing");
        Optional<Scoring> scoring = processing.isEmpty()
                ? Optional.of(new Scoring(maps, BigDecimal.ONE))
                : new ScoringRules(item, processing.get(), response, drafting).scoring(maps);
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
