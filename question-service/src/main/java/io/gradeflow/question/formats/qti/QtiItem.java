package io.gradeflow.question.formats.qti;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.formats.Wildcards;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One item. What can't be asked here is refused by its name. */
final class QtiItem {

    private static final Map<String, String> UNSUPPORTED = Map.of(
            "extended-text-interaction", "an essay, which needs a person to grade it",
            "upload-interaction", "a file to send, which needs a person to grade it",
            "drawing-interaction", "a drawing",
            "associate-interaction", "an association without sides",
            "gap-match-interaction", "a text with several gaps to fill by dragging",
            "hottext-interaction", "a text with words to pick",
            "slider-interaction", "a slider",
            "media-interaction", "a recording to listen to",
            "custom-interaction", "an interaction of its own",
            "portable-custom-interaction", "an interaction of its own");

    private static final Set<String> ELSEWHERE = Set.of("assessment-stimulus-ref", "include");

    private final XmlElement item;
    private final Drafting drafting;
    /** What the correct response earns, where nothing is mapped. */
    private BigDecimal full = BigDecimal.ONE;

    QtiItem(XmlElement item, Drafting drafting) {
        this.item = item;
        this.drafting = drafting;
    }

    /** Empty where an error was found. */
    Optional<Draft> draft() {
        if (item.attribute("adaptive").equals("true")) {
            return drafting.unsupported("an adaptive item, which goes on by what was answered");
        }
        if (TemplateValues.change(item)) {
            return drafting.unsupported("an item with values that change");
        }
        Optional<XmlElement> elsewhere = elsewhere();
        if (elsewhere.isPresent()) {
            return drafting.fault(
                    "kind-unsupported",
                    "This is a question whose text stands in another file, "
                            + WholeText.shortened(elsewhere.get().attribute("href"))
                            + ", which is not read; put the text into the item.");
        }
        List<XmlElement> interactions = item.child("item-body").stream()
                .flatMap(XmlElement::descendants)
                .filter(element -> element.name().endsWith("-interaction")
                        && !element.name().equals("end-attempt-interaction"))
                .toList();
        if (interactions.isEmpty()) {
            return drafting.unsupported("an item that asks nothing");
        }
        if (interactions.size() > 1) {
            return drafting.unsupported("an item with several questions or gaps in it");
        }
        XmlElement interaction = interactions.getFirst();
        Optional<XmlElement> declaration = item.children("response-declaration")
                .filter(found -> found.attribute("identifier").equals(interaction.attribute("response-identifier")))
                .findFirst();
        return switch (interaction.name()) {
            case "choice-interaction",
                    "inline-choice-interaction",
                    "text-entry-interaction",
                    "match-interaction",
                    "order-interaction" ->
                declaration.isEmpty()
                        ? drafting.fault("no-correct-response", "The item declares no response for its interaction.")
                        : drafted(interaction, declaration.get());
            default ->
                drafting.unsupported(UNSUPPORTED.getOrDefault(
                        interaction.name(),
                        "an item with a " + interaction.name().replace('-', ' ')));
        };
    }

    /** What brings a text of another file into the item. */
    private Optional<XmlElement> elsewhere() {
        return item.children()
                .filter(part -> !part.name().equals("response-processing"))
                .flatMap(part -> Stream.concat(Stream.of(part), part.descendants()))
                .filter(part -> ELSEWHERE.contains(part.name()))
                .findFirst();
    }

    private Optional<Draft> drafted(XmlElement interaction, XmlElement declaration) {
        List<String> correct = declaration.child("correct-response").stream()
                .flatMap(response -> response.children("value"))
                .map(value -> value.text().strip())
                .toList();
        Optional<XmlElement> written = declaration.child("mapping");
        Optional<Mapping> mapping =
                written.flatMap(found -> drafting.tried(() -> Mapping.of(found, QtiOwn.isOwn(item))));
        if (written.isPresent() && mapping.isEmpty()) {
            return Optional.empty();
        }
        Optional<Scoring> scoring = Scoring.of(
                item, declaration.attribute("identifier"), !correct.isEmpty(), mapping.isPresent(), drafting);
        if (scoring.isEmpty()) {
            return Optional.empty();
        }
        Optional<Mapping> bounded = mapping.filter(found -> scoring.get().maps())
                .flatMap(found -> drafting.tried(
                        () -> found.within(scoring.get().lower(), scoring.get().upper())));
        if (scoring.get().maps() && bounded.isEmpty()) {
            return Optional.empty();
        }
        Mapping used = bounded.orElse(null);
        full = scoring.get().full().stripTrailingZeros();
        return switch (interaction.name()) {
            case "choice-interaction" -> choices(interaction, declaration, correct, used, false);
            case "inline-choice-interaction" -> choices(interaction, declaration, correct, used, true);
            case "text-entry-interaction" -> typed(interaction, declaration, correct, used);
            case "match-interaction" -> matching(interaction, correct, used);
            default -> ordering(interaction, correct, used);
        };
    }

    private Optional<Draft> choices(
            XmlElement interaction,
            XmlElement declaration,
            List<String> correct,
            @Nullable Mapping mapping,
            boolean isInline) {
        boolean several = declaration.attribute("cardinality").equals("multiple");
        List<XmlElement> elements = interaction
                .children(isInline ? "inline-choice" : "simple-choice")
                .toList();
        Map<String, String> ids = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        for (XmlElement element : elements) {
            ids.put(element.attribute("identifier"), ChoiceQuestion.id(texts.size()));
            texts.add(QtiBody.text(element));
        }
        if (ids.size() < elements.size()) {
            return drafting.fault("malformed-qti", "Two choices have the same identifier; give each one of its own.");
        }
        List<String> right = mapping == null || !correct.isEmpty() ? correct : mapping.best(ids.keySet(), several);
        if (!ids.keySet().containsAll(right)) {
            return drafting.fault("answer-unreadable", "A correct value is none of the choices.");
        }
        if (mapping == null && TrueFalse.isOne(List.copyOf(ids.keySet()), texts) && right.size() == 1) {
            About about = about(interaction, isInline, full);
            return drafting.made(
                    about, () -> TrueFalse.draft(about, right.getFirst().equals(TrueFalse.TRUE)));
        }
        if (mapping != null && !earns(mapping.earned(right))) {
            return Optional.empty();
        }
        List<DraftChoice> choices = ChoiceQuestion.lettered(
                texts,
                elements.stream()
                        .map(element -> right.contains(element.attribute("identifier")))
                        .toList());
        ChoiceQuestion question =
                new ChoiceQuestion(about(interaction, isInline, full), choices, drafting.line(), drafting.problems());
        question.check();
        int most = several ? limit(interaction, "max-choices", choices.size(), choices.size()) : 1;
        int least = several ? limit(interaction, "min-choices", 1, most) : 1;
        if (right.size() > most || right.size() < least) {
            return drafting.fault(
                    "select-count-mismatch",
                    "From " + least + " to " + most + " choices may be selected, but " + right.size()
                            + " are correct.");
        }
        if (mapping != null && !mapping.isBest(right, ids.keySet(), most)) {
            return drafting.fault(
                    "scoring-unsupported",
                    "Another response earns more points than the one that is said to be correct, or as many.");
        }
        return question.made(
                several ? Kind.MULTIPLE : Kind.SINGLE,
                least,
                most,
                () -> mapping == null
                        ? new ChoiceKey(new TreeSet<>(question.correct()), ScoringPolicy.ALL_OR_NOTHING, full)
                        : ChoiceKey.mapped(question.correct(), mapping.points(ids, mapping.earned(right)), full));
    }

    /** Takes it for full credit; false where no decimal says it, which is reported. */
    private boolean earns(Fraction points) {
        try {
            full = new BigDecimal(points.numerator()).divide(new BigDecimal(points.denominator()));
            return true;
        } catch (ArithmeticException _) {
            drafting.fault(
                    "invalid-key",
                    "The correct response earns " + points + " points, which no decimal says; change what values are"
                            + " worth so that it earns a whole number.");
            return false;
        }
    }

    /** Nothing and 0 mean that there is none. */
    private static int limit(XmlElement interaction, String attribute, int otherwise, int most) {
        String written = interaction.attribute(attribute);
        int limit = written.matches("\\d{1,4}") ? Integer.parseInt(written) : 0;
        return limit == 0 ? otherwise : Math.min(limit, most);
    }

    private Optional<Draft> typed(
            XmlElement interaction, XmlElement declaration, List<String> correct, @Nullable Mapping mapping) {
        String type = declaration.attribute("base-type").toLowerCase(Locale.ROOT);
        if (mapping != null && !mapping.isWithoutOthers()) {
            return drafting.fault(
                    "scoring-unsupported",
                    "Responses that aren't named earn or lose points, which can't be kept here.");
        }
        Fraction most = mapping == null
                ? Fraction.ZERO
                : mapping.points().values().stream()
                        .map(mapping::bounded)
                        .reduce(Fraction.ZERO, BinaryOperator.maxBy(Comparator.naturalOrder()));
        if (mapping != null && !earns(most)) {
            return Optional.empty();
        }
        About about = about(interaction, true, full);
        Map<String, Fraction> accepted = new LinkedHashMap<>();
        if (mapping == null) {
            correct.forEach(value -> accepted.put(value, Fraction.ONE));
        } else if (most.signum() > 0) {
            mapping.points()
                    .forEach((value, worth) -> accepted.put(
                            value,
                            mapping.bounded(worth).within(Fraction.ZERO, most).dividedBy(most)));
        }
        return switch (type) {
            case "string" -> text(about, declaration, accepted, mapping);
            case "integer", "float" -> number(about, accepted);
            default -> drafting.unsupported("a gap for a response of the type " + type);
        };
    }

    private Optional<Draft> text(
            About about, XmlElement declaration, Map<String, Fraction> accepted, @Nullable Mapping mapping) {
        List<Boolean> sensitive = declaration
                .descendants("map-entry")
                .map(entry -> !entry.attribute("case-sensitive").equals("false"))
                .distinct()
                .toList();
        if (mapping != null && sensitive.size() > 1) {
            return drafting.fault("scoring-unsupported", "Letter case counts for some answers and not for others.");
        }
        boolean caseSensitive = mapping == null || sensitive.isEmpty() || sensitive.getFirst();
        return drafting.typed(about, () -> {
            List<TextAnswer> answers = new ArrayList<>();
            accepted.forEach((text, weight) -> answers.add(new TextAnswer(Wildcards.literal(text), weight)));
            return new TextKey(answers, new TextRules(caseSensitive, TextRules.Spaces.COLLAPSE), about.maximum());
        });
    }

    private Optional<Draft> number(About about, Map<String, Fraction> accepted) {
        Optional<QtiNumber> tolerance = drafting.tried(() -> QtiNumber.of(item));
        return tolerance.flatMap(around -> drafting.numeric(about, () -> {
            List<NumericRange> ranges = new ArrayList<>();
            accepted.forEach((value, weight) -> ranges.add(around.around(Numbers.decimal(value), weight)));
            return new NumericKey(ranges, about.maximum());
        }));
    }

    private Optional<Draft> matching(XmlElement interaction, List<String> correct, @Nullable Mapping mapping) {
        List<XmlElement> sets = interaction.children("simple-match-set").toList();
        if (sets.size() != 2) {
            return drafting.fault("malformed-qti", "A match interaction has two sets.");
        }
        Map<String, String> prompts = texts(sets.getFirst(), "simple-associable-choice");
        Map<String, String> targets = texts(sets.getLast(), "simple-associable-choice");
        List<String> right = correct.isEmpty() && mapping != null
                ? mapping.points().keySet().stream()
                        .filter(pair -> mapping.worth(pair).signum() > 0)
                        .toList()
                : correct;
        Map<String, String> key = new HashMap<>();
        for (String value : right) {
            String[] pair = value.split("\\s+");
            if (pair.length != 2 || !prompts.containsKey(pair[0]) || !targets.containsKey(pair[1])) {
                return drafting.fault(
                        "answer-unreadable",
                        "The correct pair \"" + WholeText.shortened(value) + "\" is none of the two sets.");
            }
            if (key.put(pair[0], pair[1]) != null) {
                return drafting.unsupported("a matching in which one prompt takes several answers");
            }
        }
        if (!key.keySet().equals(prompts.keySet())) {
            return drafting.unsupported("a matching in which some prompts take no answer");
        }
        if (mapping != null && right.stream().map(mapping::worth).distinct().count() != 1) {
            return drafting.fault("scoring-unsupported", "Pairs are worth different points, which can't be said here.");
        }
        if (mapping != null && !mapping.isPerPair(right)) {
            return drafting.fault(
                    "scoring-unsupported",
                    "Wrong pairs earn or take points, or the points of all right pairs are cut, which can't be said here.");
        }
        List<Pair> pairs = new ArrayList<>();
        prompts.forEach((id, prompt) -> pairs.add(new Pair(prompt, targets.getOrDefault(key.get(id), ""))));
        List<String> distractors = targets.entrySet().stream()
                .filter(target -> !key.containsValue(target.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (mapping != null && !earns(mapping.earned(right))) {
            return Optional.empty();
        }
        return drafting.matching(
                about(interaction, false, full),
                pairs,
                distractors,
                mapping == null ? MatchingPolicy.ALL_OR_NOTHING : MatchingPolicy.PER_PAIR);
    }

    private Optional<Draft> ordering(XmlElement interaction, List<String> correct, @Nullable Mapping mapping) {
        Map<String, String> items = texts(interaction, "simple-choice");
        if (mapping != null) {
            return drafting.fault("scoring-unsupported", "An order is scored by a mapping, which can't be said here.");
        }
        if (correct.size() != items.size() || !items.keySet().containsAll(correct)) {
            return drafting.unsupported("an order of some of the items");
        }
        return drafting.ordering(
                about(interaction, false, full),
                correct.stream().map(id -> items.getOrDefault(id, "")).toList(),
                OrderingPolicy.ALL_OR_NOTHING);
    }

    private static Map<String, String> texts(XmlElement parent, String called) {
        Map<String, String> texts = new LinkedHashMap<>();
        parent.children(called).forEach(choice -> texts.put(choice.attribute("identifier"), QtiBody.text(choice)));
        return texts;
    }

    private About about(XmlElement interaction, boolean isInline, BigDecimal maximum) {
        QtiBody body = QtiBody.of(item, interaction, isInline);
        String id = QtiOwn.id(item);
        if (!About.isMaximum(maximum.stripTrailingZeros())) {
            drafting.fault(
                    "invalid-key",
                    "The correct response earns " + WholeText.shortened(maximum.toPlainString())
                            + " points; full credit is above 0, at most 1000, and has at most six decimals.");
        }
        return new About(
                id.isEmpty() || id.length() > 200 ? null : id,
                body.stem(),
                QtiOwn.topics(item),
                body.feedback().isEmpty() ? null : String.join("\n\n", body.feedback()),
                maximum);
    }
}
