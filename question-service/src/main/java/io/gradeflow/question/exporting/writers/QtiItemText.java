package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.qti.QtiOwn;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item of QTI 3.0. */
final class QtiItemText {

    private static final String NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
    private static final String SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd";
    private static final String TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/";
    private static final String GAP = "_____";
    private static final String INTERACTION = "response-identifier=\"RESPONSE\"";

    private final Draft question;
    private final StringBuilder item = new StringBuilder();

    private QtiItemText(Draft question) {
        this.question = question;
    }

    /** @param identifier what other systems know the item by */
    static String of(Draft question, String identifier, List<Loss> losses) {
        return new QtiItemText(question).text(identifier, losses);
    }

    private String text(String identifier, List<Loss> losses) {
        item.append(Xml.DECLARATION);
        Remarks.of(losses).forEach(remark -> item.append(Xml.comment(remark)));
        String id = question.externalId();
        item.append("<qti-assessment-item xmlns=\"" + NAMESPACE
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" + NAMESPACE + " "
                + SCHEMA + "\"\n    identifier=\"" + identifier + "\" title=\""
                + Xml.attribute(Remarks.name(question)) + "\""
                + (id == null ? "" : " label=\"" + Xml.attribute(id) + "\"")
                + " adaptive=\"false\" time-dependent=\"false\" tool-name=\"" + QtiOwn.TOOL + "\">\n");
        response();
        item.append(
                "<qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\" normal-maximum=\""
                        + number(Keyed.maximum(question))
                        + "\">\n<qti-default-value><qti-value>0</qti-value></qti-default-value>\n</qti-outcome-declaration>\n");
        if (question.explanation() != null) {
            item.append("<qti-outcome-declaration identifier=\"FEEDBACK\" cardinality=\"single\""
                    + " base-type=\"identifier\"/>\n");
        }
        body();
        processing();
        if (question.explanation() != null) {
            // Shown unless FEEDBACK is "none", which it never is.
            item.append("<qti-modal-feedback outcome-identifier=\"FEEDBACK\" identifier=\"none\" show-hide=\"hide\">\n"
                    + "<qti-content-body>\n" + xhtml(question.explanation())
                    + "\n</qti-content-body>\n</qti-modal-feedback>\n");
        }
        return item.append("</qti-assessment-item>\n").toString();
    }

    private void response() {
        switch (question.key()) {
            case ChoiceKey key ->
                declare(
                        question.kind() == Kind.MULTIPLE ? "multiple" : "single",
                        "identifier",
                        List.copyOf(key.correct()),
                        mapping(key));
            case TextKey key -> {
                Map<String, Fraction> points = new LinkedHashMap<>();
                key.accepted()
                        .forEach(answer -> points.putIfAbsent(
                                AcceptedText.meant(answer.text()).orElseThrow(), answer.weight()));
                declare(
                        "single",
                        "string",
                        full(points),
                        points(points, " case-sensitive=\"" + key.rules().caseSensitive() + "\""));
            }
            case NumericKey key -> {
                Map<String, Fraction> points = new LinkedHashMap<>();
                key.accepted().forEach(range -> points.putIfAbsent(number(range.middle()), range.weight()));
                declare("single", "float", full(points), points(points, ""));
            }
            case MatchingKey key -> {
                Map<String, Fraction> points = new LinkedHashMap<>();
                question.prompts()
                        .forEach(prompt -> points.put(
                                "P" + prompt.id() + " " + Keyed.target(key, prompt),
                                Fraction.of(1, question.prompts().size())));
                declare("multiple", "directedPair", List.copyOf(points.keySet()), points(points, ""));
            }
            case OrderingKey key -> declare("ordered", "identifier", key.order(), "");
            case CreditAllKey _, WithdrawnKey _ ->
                throw new IllegalStateException("a key that credits all or none is in no file");
        }
    }

    private static List<String> full(Map<String, Fraction> points) {
        return points.entrySet().stream()
                .filter(worth -> worth.getValue().equals(Fraction.ONE))
                .map(Map.Entry::getKey)
                .limit(1)
                .toList();
    }

    private void declare(String cardinality, String type, List<String> correct, String mapping) {
        item.append("<qti-response-declaration identifier=\"RESPONSE\" cardinality=\"" + cardinality + "\" base-type=\""
                + type + "\">\n<qti-correct-response>\n");
        correct.forEach(value -> item.append("<qti-value>" + Xml.text(value) + "</qti-value>\n"));
        item.append("</qti-correct-response>\n" + mapping + "</qti-response-declaration>\n");
    }

    private String mapping(ChoiceKey key) {
        OptionPoints options = key.options();
        if (options == null) {
            return "";
        }
        StringBuilder mapping = new StringBuilder("<qti-mapping lower-bound=\"" + number(options.least())
                + "\" upper-bound=\"" + number(options.most()) + "\" default-value=\"0\">\n");
        options.points().forEach((id, worth) -> mapping.append(entry(id, Parts.decimal(worth), "")));
        return mapping.append("</qti-mapping>\n").toString();
    }

    /** @param parts of full credit, by value */
    private String points(Map<String, Fraction> parts, String attributes) {
        if (!QtiFitting.hasPoints(question)) {
            return "";
        }
        Fraction full = Fraction.of(Keyed.maximum(question));
        StringBuilder mapping = new StringBuilder(
                "<qti-mapping lower-bound=\"0\" upper-bound=\"" + number(full) + "\" default-value=\"0\">\n");
        parts.forEach(
                (value, part) -> mapping.append(entry(value, Parts.decimal(Parts.times(part, full)), attributes)));
        return mapping.append("</qti-mapping>\n").toString();
    }

    private static String entry(String value, BigDecimal worth, String attributes) {
        return "<qti-map-entry map-key=\"" + Xml.attribute(value) + "\" mapped-value=\"" + worth.toPlainString() + "\""
                + attributes + "/>\n";
    }

    private void body() {
        item.append("<qti-item-body>\n");
        if (!question.topics().isEmpty()) {
            item.append("<qti-rubric-block view=\"author\" use=\"" + QtiOwn.TOPICS + "\"><qti-content-body><p>"
                    + Xml.text(String.join(", ", question.topics()))
                    + "</p></qti-content-body></qti-rubric-block>\n");
        }
        String stem = xhtml(question.stem());
        switch (question.kind()) {
            case SHORT_TEXT, NUMERIC -> typed(stem);
            case SINGLE, MULTIPLE, TRUE_FALSE -> {
                item.append(stem + "\n<qti-choice-interaction " + INTERACTION + " shuffle=\"true\" min-choices=\""
                        + question.selectMin() + "\" max-choices=\"" + question.selectMax() + "\">\n");
                question.choices()
                        .forEach(choice -> item.append(choice("qti-simple-choice", choice.id(), null, choice)));
                item.append("</qti-choice-interaction>\n");
            }
            case MATCHING -> matching(stem);
            case ORDERING -> {
                item.append(stem + "\n<qti-order-interaction " + INTERACTION + " shuffle=\"true\">\n");
                question.choices()
                        .forEach(choice -> item.append(choice("qti-simple-choice", choice.id(), null, choice)));
                item.append("</qti-order-interaction>\n");
            }
        }
        item.append("</qti-item-body>\n");
    }

    /** In the place of the gap where the stem has one, else beneath it. */
    private void typed(String stem) {
        String interaction = "<qti-text-entry-interaction " + INTERACTION + "/>";
        int gap = stem.indexOf(GAP);
        item.append(
                gap < 0
                        ? stem + "\n<p>" + interaction + "</p>\n"
                        : stem.substring(0, gap) + interaction + stem.substring(gap + GAP.length()) + "\n");
    }

    private void matching(String stem) {
        item.append(stem + "\n<qti-match-interaction " + INTERACTION + " shuffle=\"true\" max-associations=\""
                + question.prompts().size() + "\">\n<qti-simple-match-set>\n");
        question.prompts()
                .forEach(prompt -> item.append("<qti-simple-associable-choice identifier=\"P" + prompt.id()
                        + "\" match-max=\"1\">" + xhtml(prompt.text()) + "</qti-simple-associable-choice>\n"));
        item.append("</qti-simple-match-set>\n<qti-simple-match-set>\n");
        question.choices()
                .forEach(choice -> item.append(choice("qti-simple-associable-choice", choice.id(), "0", choice)));
        item.append("</qti-simple-match-set>\n</qti-match-interaction>\n");
    }

    private static String choice(String element, String id, @Nullable String matchMax, DraftChoice choice) {
        return "<" + element + " identifier=\"" + id + "\""
                + (matchMax == null ? "" : " match-max=\"" + matchMax + "\"") + ">" + xhtml(choice.text()) + "</"
                + element + ">\n";
    }

    private void processing() {
        boolean onePoint = Keyed.maximum(question).compareTo(BigDecimal.ONE) == 0;
        if (QtiFitting.hasPoints(question)) {
            item.append("<qti-response-processing template=\"" + TEMPLATES + "map_response.xml\"/>\n");
        } else if (question.key() instanceof NumericKey key) {
            NumericRange range = key.accepted().getFirst();
            boolean exact = range.low().compareTo(range.high()) == 0;
            String tolerance = number(range.tolerance());
            rules("qti-equal tolerance-mode=\""
                    + (exact ? "exact\"" : "absolute\" tolerance=\"" + tolerance + " " + tolerance + "\""));
        } else if (onePoint) {
            item.append("<qti-response-processing template=\"" + TEMPLATES + "match_correct.xml\"/>\n");
        } else {
            rules("qti-match");
        }
    }

    /** All points for what is correct, as no template has it. */
    private void rules(String comparison) {
        item.append(
                "<qti-response-processing>\n<qti-response-condition>\n<qti-response-if>\n<" + comparison
                        + ">\n<qti-variable identifier=\"RESPONSE\"/>\n<qti-correct identifier=\"RESPONSE\"/>\n</"
                        + comparison.split(" ")[0] + ">\n<qti-set-outcome-value identifier=\"SCORE\">\n"
                        + "<qti-base-value base-type=\"float\">" + number(Keyed.maximum(question))
                        + "</qti-base-value>\n"
                        + "</qti-set-outcome-value>\n</qti-response-if>\n</qti-response-condition>\n</qti-response-processing>\n");
    }

    private static String number(Fraction fraction) {
        return Parts.decimal(fraction).toPlainString();
    }

    private static String number(BigDecimal number) {
        return number.toPlainString();
    }

    /** Pictures stand in a folder beside that of the items. */
    private static String xhtml(String text) {
        return QtiText.xhtml(text).replace(" src=\"asset:", " src=\"" + QtiOwn.PICTURES);
    }
}
