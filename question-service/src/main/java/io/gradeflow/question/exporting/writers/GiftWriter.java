package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GIFT as Moodle reads it, its texts as Markdown. Categories name the first topic of a question, tags {@code topic:...} the others,
 * and the title and a remark its Id.
 */
final class GiftWriter implements QuestionWriter {

    private static final String ESCAPED = "~=#{}:\\";
    private static final Pattern BEGINS_OTHERWISE =
            Pattern.compile("^\\s*(?:%|\\[(?:moodle|html|markdown|plain)\\])", Pattern.CASE_INSENSITIVE);

    private final Writer file;
    private final MoodleTags tags = new MoodleTags();

    GiftWriter(OutputStream file) {
        this.file = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    }

    static Fitted fitted(Draft question) {
        Fitting fitting = new Fitting(question)
                .kinds(
                        Set.of(
                                Kind.SINGLE,
                                Kind.MULTIPLE,
                                Kind.TRUE_FALSE,
                                Kind.SHORT_TEXT,
                                Kind.NUMERIC,
                                Kind.MATCHING),
                        "GIFT")
                .visible()
                .lettered()
                .onePoint("GIFT")
                .matchingBy(Set.of(MatchingPolicy.PER_PAIR), MatchingPolicy.PER_PAIR);
        ChoiceFitting.weighted(fitting);
        TypedFitting.inPercent(TypedFitting.moodles(TypedFitting.rules(fitting, false)));
        return fitting.fitted();
    }

    @Override
    public void write(Draft question, List<Loss> losses) throws IOException {
        Optional<String> category = tags.category(question);
        if (category.isPresent()) {
            file.write("$CATEGORY: " + category.get() + "\n\n");
        }
        for (String remark : Remarks.of(losses)) {
            file.write("// " + remark + "\n");
        }
        String known = known(question);
        file.write(known.isEmpty() ? "" : "// " + known + "\n");
        file.write(title(question) + "[markdown]" + escaped(Markup.escaped(question.stem())) + " {");
        file.write(answers(question));
        if (question.explanation() != null) {
            file.write("\n\t####" + shown(question.explanation()));
        }
        file.write("\n}\n\n");
    }

    @Override
    public void leaveOut(Draft question, List<Loss> losses) throws IOException {
        for (String remark : Remarks.leftOut(question, losses)) {
            file.write("// " + remark.replace("[id:", "[id :").replace("[tag", "[ tag") + "\n");
        }
        file.write("\n");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static String known(Draft question) {
        StringBuilder known = new StringBuilder();
        if (question.externalId() != null) {
            known.append("[id:")
                    .append(question.externalId().replaceAll("[\\\\\\]]", "\\\\$0"))
                    .append(']');
        }
        MoodleTags.of(question)
                .forEach(tag -> known.append(known.isEmpty() ? "" : " ")
                        .append("[tag:")
                        .append(tag)
                        .append(']'));
        return known.toString();
    }

    private static String title(Draft question) {
        return question.externalId() == null ? "" : "::" + escaped(question.externalId()) + "::";
    }

    private static String answers(Draft question) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE -> choices(question);
            case TRUE_FALSE ->
                Boolean.toString(Keyed.choices(question).correct().contains(TrueFalse.TRUE))
                        .toUpperCase(Locale.ROOT);
            case SHORT_TEXT ->
                lines(Keyed.text(question).accepted().stream()
                        .map(GiftWriter::accepted)
                        .toList());
            case NUMERIC ->
                "#"
                        + lines(Keyed.numeric(question).accepted().stream()
                                .map(GiftWriter::range)
                                .toList());
            case MATCHING ->
                lines(Keyed.pairs(question).stream().map(GiftWriter::pair).toList())
                        + lines(Keyed.distractors(question).stream()
                                .map(text -> "= -> " + typed(text))
                                .toList());
            case ORDERING -> throw new IllegalStateException("GIFT has no orders");
        };
    }

    private static String lines(List<String> answers) {
        return answers.stream().map(answer -> "\n\t" + answer).collect(Collectors.joining());
    }

    private static String choices(Draft question) {
        boolean plain =
                question.kind() == Kind.SINGLE && Keyed.choices(question).options() == null;
        SortedMap<String, Fraction> weights = plain ? Collections.emptySortedMap() : Parts.weights(question);
        return lines(question.choices().stream()
                .map(choice -> choice(choice, question.kind(), weights.get(choice.id())))
                .toList());
    }

    private static String choice(DraftChoice choice, Kind kind, @Nullable Fraction weight) {
        boolean right = kind == Kind.SINGLE && choice.correct();
        return (right ? "=" : "~") + (weight == null ? "" : percent(weight)) + shown(choice.text());
    }

    private static String accepted(TextAnswer answer) {
        return "=" + (answer.weight().equals(Fraction.ONE) ? "" : percent(answer.weight()))
                + typed(AcceptedText.forMoodle(answer.text()).orElseThrow());
    }

    private static String range(NumericRange range) {
        boolean exact = range.low().compareTo(range.high()) == 0;
        return "=" + (range.weight().equals(Fraction.ONE) ? "" : percent(range.weight()))
                + range.low().toPlainString()
                + (exact ? "" : ".." + range.high().toPlainString());
    }

    /** An arrow in a prompt would end it. */
    private static String pair(Pair pair) {
        return "=" + escaped(marked(Markup.escaped(pair.prompt()).replace("->", "-&gt;"))) + " -> "
                + typed(pair.answer());
    }

    private static String percent(Fraction weight) {
        return "%" + Parts.percent(weight).toPlainString() + "%";
    }

    /** A text that begins as a weight or the name of a format does would be taken for it. */
    private static String marked(String text) {
        return BEGINS_OTHERWISE.matcher(text).find() ? "[markdown]" + text : text;
    }

    private static String shown(String text) {
        return escaped(marked(Markup.escaped(text)));
    }

    /** As it is typed. */
    private static String typed(String text) {
        boolean looksOtherwise =
                HtmlText.isHtml(text) || BEGINS_OTHERWISE.matcher(text).find();
        return escaped(looksOtherwise ? "[plain]" + text : text);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\n') {
                escaped.append("\\n");
            } else {
                escaped.append(ESCAPED.indexOf(letter) >= 0 ? "\\" : "").append(letter);
            }
        }
        return escaped.toString();
    }
}
