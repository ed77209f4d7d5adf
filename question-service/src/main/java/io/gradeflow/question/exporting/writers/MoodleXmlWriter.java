package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.question.asset.AssetName;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A quiz as Moodle imports it, its texts as Markdown. A category names the first topic of a question, tags {@code topic:...} the others,
 * {@code idnumber} its Id, and the general feedback is the explanation.
 */
final class MoodleXmlWriter implements QuestionWriter {

    private static final int LONGEST_ID = 100;

    private final Writer file;
    private final Pictures pictures;
    private final MoodleTags tags = new MoodleTags();

    MoodleXmlWriter(OutputStream file, Pictures pictures) throws IOException {
        this.pictures = pictures;
        this.file = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
        this.file.write(Xml.DECLARATION + "<quiz>\n");
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
                        "Moodle XML")
                .visible()
                .lettered()
                .matchingBy(Set.of(MatchingPolicy.PER_PAIR), MatchingPolicy.PER_PAIR);
        ChoiceFitting.weighted(fitting);
        TypedFitting.inPercent(TypedFitting.moodles(TypedFitting.rules(fitting, true)));
        String id = question.externalId();
        if (id != null && id.length() > LONGEST_ID) {
            fitting.lose(
                    "id-too-long", "Moodle cuts an idnumber after " + LONGEST_ID + " characters; the file has all.");
        }
        return fitting.fitted();
    }

    @Override
    public void write(Draft question, List<Loss> losses) throws IOException {
        Optional<String> category = tags.category(question);
        if (category.isPresent()) {
            file.write("<question type=\"category\">\n<category><text>" + Xml.text(category.get())
                    + "</text></category>\n</question>\n");
        }
        for (String remark : Remarks.of(losses)) {
            file.write(Xml.comment(remark));
        }
        file.write("<question type=\"" + type(question.kind()) + "\">\n");
        file.write("<name><text>" + Xml.text(Remarks.name(question)) + "</text></name>\n");
        file.write(markdown("questiontext", question.stem(), ""));
        String explanation = question.explanation();
        file.write(markdown("generalfeedback", explanation == null ? "" : explanation, ""));
        file.write(element("defaultgrade", Keyed.maximum(question).toPlainString()));
        file.write(element("penalty", "0") + element("hidden", "0"));
        String id = question.externalId();
        file.write(id == null ? "" : element("idnumber", id));
        file.write(answers(question));
        file.write(tags(question));
        file.write("</question>\n");
    }

    @Override
    public void leaveOut(Draft question, List<Loss> losses) throws IOException {
        for (String remark : Remarks.leftOut(question, losses)) {
            file.write(Xml.comment(remark));
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            file.write("</quiz>\n");
        }
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case SINGLE, MULTIPLE -> "multichoice";
            case TRUE_FALSE -> "truefalse";
            case SHORT_TEXT -> "shortanswer";
            case NUMERIC -> "numerical";
            case MATCHING -> "matching";
            case ORDERING -> throw new IllegalStateException("Moodle XML has no orders here");
        };
    }

    private String answers(Draft question) {
        StringBuilder answers = new StringBuilder();
        switch (question.kind()) {
            case SINGLE, MULTIPLE -> choices(question, answers);
            case TRUE_FALSE -> {
                boolean right = Keyed.choices(question).correct().contains(TrueFalse.TRUE);
                answers.append(answer("true", "moodle_auto_format", right ? Fraction.ONE : Fraction.ZERO, ""));
                answers.append(answer("false", "moodle_auto_format", right ? Fraction.ZERO : Fraction.ONE, ""));
            }
            case SHORT_TEXT -> {
                answers.append(element("usecase", Keyed.text(question).rules().caseSensitive() ? "1" : "0"));
                Keyed.text(question).accepted().forEach(accepted -> answers.append(accepted(accepted)));
            }
            case NUMERIC -> Keyed.numeric(question).accepted().forEach(range -> answers.append(range(range)));
            case MATCHING -> {
                answers.append(element("shuffleanswers", "true"));
                Keyed.pairs(question).forEach(pair -> answers.append(pair(pair)));
                Keyed.distractors(question).forEach(text -> answers.append(pair(new Pair("", text))));
            }
            case ORDERING -> throw new IllegalStateException("Moodle XML has no orders here");
        }
        return answers.toString();
    }

    private void choices(Draft question, StringBuilder answers) {
        boolean plain =
                question.kind() == Kind.SINGLE && Keyed.choices(question).options() == null;
        SortedMap<String, Fraction> weights = plain ? Collections.emptySortedMap() : Parts.weights(question);
        answers.append(element("single", Boolean.toString(question.kind() == Kind.SINGLE)));
        answers.append(element("shuffleanswers", "true"));
        answers.append(element("answernumbering", "ABCD"));
        question.choices().forEach(choice -> {
            Fraction all = plain && choice.correct() ? Fraction.ONE : Fraction.ZERO;
            Fraction worth = weights.getOrDefault(choice.id(), all);
            answers.append(answer(shown(choice.text()), "markdown", worth, files(choice.text())));
        });
    }

    private String accepted(TextAnswer answer) {
        return answer(AcceptedText.forMoodle(answer.text()).orElseThrow(), "plain_text", answer.weight(), "");
    }

    private String range(NumericRange range) {
        return answer(
                plain(range.middle()), "plain_text", range.weight(), element("tolerance", plain(range.tolerance())));
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private String answer(String text, String format, Fraction fraction, String more) {
        return "<answer fraction=\"" + Parts.percent(fraction).toPlainString() + "\" format=\"" + format + "\">\n<text>"
                + Xml.text(text) + "</text>\n" + more + "</answer>\n";
    }

    private String pair(Pair pair) {
        return markdown(
                "subquestion",
                pair.prompt(),
                "<answer format=\"plain_text\"><text>" + Xml.text(pair.answer()) + "</text></answer>\n");
    }

    private static String tags(Draft question) {
        StringBuilder tags = new StringBuilder();
        MoodleTags.of(question)
                .forEach(tag -> tags.append("<tag><text>").append(Xml.text(tag)).append("</text></tag>\n"));
        return tags.isEmpty() ? "" : "<tags>\n" + tags + "</tags>\n";
    }

    private String markdown(String name, String text, String more) {
        return "<" + name + " format=\"markdown\">\n<text>" + Xml.text(shown(text)) + "</text>\n" + files(text) + more
                + "</" + name + ">\n";
    }

    /** Pictures that the bank has are named as files that stand beside the text. */
    private String shown(String text) {
        return AssetName.replaced(
                Markup.escaped(text), name -> pictures.has(name) ? "@@PLUGINFILE@@/" + name : AssetName.target(name));
    }

    private String files(String text) {
        StringBuilder files = new StringBuilder();
        for (String name : AssetName.in(text)) {
            pictures.of(name)
                    .ifPresent(content -> files.append("<file name=\"" + Xml.attribute(name)
                            + "\" path=\"/\" encoding=\"base64\">"
                            + Base64.getEncoder().encodeToString(content) + "</file>\n"));
        }
        return files.toString();
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + Xml.text(text) + "</" + name + ">\n";
    }
}
