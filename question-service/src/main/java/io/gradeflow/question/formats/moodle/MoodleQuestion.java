package io.gradeflow.question.formats.moodle;

import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.ScoringTags;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.Wildcards;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A question as Moodle exports it. What can't be asked here is refused by its name. */
final class MoodleQuestion {

    private static final Map<String, String> UNSUPPORTED = Map.ofEntries(
            Map.entry("essay", "an essay, which needs a person to grade it"),
            Map.entry("description", "a description, a text that asks nothing"),
            Map.entry("cloze", "a text with several gaps (cloze)"),
            Map.entry("multianswer", "a text with several gaps (cloze)"),
            Map.entry("gapselect", "a text with several gaps (gapselect)"),
            Map.entry("ddwtos", "a text with several gaps (ddwtos)"),
            Map.entry("ddimageortext", "a picture to put things on (ddimageortext)"),
            Map.entry("ddmarker", "a picture to put marks on (ddmarker)"),
            Map.entry("random", "a question drawn by Moodle (random)"),
            Map.entry("randomsamatch", "a question drawn by Moodle (randomsamatch)"),
            Map.entry("calculated", "a formula with numbers that change (calculated)"),
            Map.entry("calculatedsimple", "a formula with numbers that change (calculatedsimple)"),
            Map.entry("calculatedmulti", "a formula with numbers that change (calculatedmulti)"));

    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1000);
    private static final int MOODLE_DECIMALS = 7;
    /** What is told of every right answer says something of the question where it is longer than any "well done". */
    private static final int LONGEST_PRAISE = 60;

    /** @param text of a choice, or what is typed */
    private record Answer(String text, Fraction fraction, String feedback, XmlElement element) {}

    private final XmlElement question;
    private final List<String> topics;
    private final MoodleText texts;
    private final Drafting drafting;

    MoodleQuestion(XmlElement question, List<String> topics, MoodleText texts, Drafting drafting) {
        this.texts = texts;
        this.question = question;
        this.topics = Stream.concat(topics.stream(), tags(question).flatMap(tag -> TopicName.ofTag(tag).stream()))
                .distinct()
                .toList();
        this.drafting = drafting;
    }

    private static Stream<String> tags(XmlElement question) {
        return question.children("tags").flatMap(tags -> tags.children("tag")).map(tag -> tag.textOf("text"));
    }

    /** Empty where an error was found. */
    Optional<Draft> draft() {
        String type = question.attribute("type");
        warn();
        return switch (type) {
            case "multichoice" ->
                answers(texts::markdown)
                        .flatMap(this::choices)
                        .map(draft -> ScoringTags.applied(draft, tags(question).toList()));
            case "multichoiceset" -> answers(texts::markdown).flatMap(this::allOrNothing);
            case "ordering" -> ordering();
            case "truefalse" -> answers(MoodleText::typed).flatMap(this::trueFalse);
            case "shortanswer" -> answers(MoodleText::typed).flatMap(this::shortText);
            case "numerical" -> answers(MoodleText::typed).flatMap(this::numeric);
            case "matching" -> matching();
            case "ddmatch" -> dragged();
            default ->
                drafting.unsupported(UNSUPPORTED.getOrDefault(type, "a question of Moodle's type \"" + type + "\""));
        };
    }

    private void warn() {
        if (!question.textOf("image").isEmpty()) {
            drafting.warn(
                    "picture-missing",
                    "The question shows a picture, which isn't imported; look whether it can be answered without.");
        }
        if (question.textOf("hidden").equals("1")) {
            drafting.warn(
                    "hidden", "Moodle hides this question, as it does with what is out of date; retire it if it is.");
        }
        if (tags(question).anyMatch(tag -> TopicName.ofTag(tag).isEmpty() && !ScoringTags.isOne(tag))) {
            drafting.warn("tags-ignored", "Tags are not imported; a category names a question's topic.");
        }
    }

    /** Empty where one has a weight that is none, which is reported. */
    private Optional<List<Answer>> answers(Function<XmlElement, String> text) {
        List<Answer> answers = new ArrayList<>();
        for (XmlElement answer : question.children("answer").toList()) {
            Optional<Fraction> fraction = fraction(answer.attribute("fraction"));
            if (fraction.isEmpty()) {
                return Optional.empty();
            }
            answers.add(new Answer(text.apply(answer), fraction.get(), texts.markdown(answer, "feedback"), answer));
        }
        return Optional.of(answers);
    }

    /** Nothing where it is left out, as Moodle reads it. Empty where it is no weight, which is reported. */
    private Optional<Fraction> fraction(String written) {
        Optional<BigDecimal> percent = written.isBlank() ? Optional.of(BigDecimal.ZERO) : decimal(written);
        Optional<BigDecimal> weight = percent.filter(number -> number.abs().compareTo(MOST_PERCENT) <= 0);
        if (weight.isEmpty()) {
            drafting.fault(
                    "invalid-number",
                    "The fraction \"" + written + "\" of an answer is no number of percents, which are at most "
                            + MOST_PERCENT + ".");
        }
        return weight.flatMap(number -> drafting.tried(() -> Fraction.ofPercent(number)));
    }

    private static Optional<BigDecimal> decimal(String text) {
        String number = text.strip();
        if (!number.matches("[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(number.replaceAll("\\.(?=$|[eE])", "")));
    }

    private Optional<Draft> choices(List<Answer> answers) {
        boolean several = question.textOf("single").matches("false|0");
        List<Boolean> correct = answers.stream()
                .map(answer -> several
                        ? answer.fraction().signum() > 0
                        : answer.fraction().equals(Fraction.ONE))
                .toList();
        if (!several && correct.stream().filter(right -> right).count() > 1) {
            return drafting.unsupported("a choice of one, of which several are right alone");
        }
        SortedMap<String, Fraction> weights = new TreeMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).fraction().signum() != 0) {
                weights.put(ChoiceQuestion.id(i), answers.get(i).fraction());
            }
        }
        boolean plain = !several && weights.size() == 1;
        return about(feedback(answers)).flatMap(about -> {
            ChoiceQuestion made = new ChoiceQuestion(
                    about,
                    ChoiceQuestion.lettered(answers.stream().map(Answer::text).toList(), correct),
                    drafting.line(),
                    drafting.problems());
            return plain ? made.single() : made.weighted(several, weights);
        });
    }

    /** Of the plugin of that name: all that is right, and nothing else. */
    private Optional<Draft> allOrNothing(List<Answer> answers) {
        return about(feedback(answers))
                .flatMap(about -> new ChoiceQuestion(
                                about,
                                ChoiceQuestion.lettered(
                                        answers.stream().map(Answer::text).toList(),
                                        answers.stream()
                                                .map(answer -> answer.fraction().signum() > 0)
                                                .toList()),
                                drafting.line(),
                                drafting.problems())
                        .selecting(true, 1, answers.size()));
    }

    /** Of the plugin of that name, which shows some of the items alone unless all are shown. */
    private Optional<Draft> ordering() {
        Optional<OrderingPolicy> policy = switch (question.textOf("gradingtype")) {
            case "ALL_OR_NOTHING", "-1" -> Optional.of(OrderingPolicy.ALL_OR_NOTHING);
            case "", "ABSOLUTE_POSITION", "0" -> Optional.of(OrderingPolicy.PER_POSITION);
            case "RELATIVE_NEXT_EXCLUDE_LAST", "1" -> Optional.of(OrderingPolicy.PER_NEIGHBOUR);
            default -> Optional.empty();
        };
        if (policy.isEmpty() || !question.textOf("selecttype").matches("|ALL|0")) {
            return drafting.fault(
                    "scoring-unsupported",
                    "The order is scored by longest runs or distances, or asks for some of the items; choose absolute position,"
                            + " relative next or all or nothing, and all items.");
        }
        List<String> items = question.children("answer").map(texts::markdown).toList();
        return about(List.of()).flatMap(about -> drafting.ordering(about, items, policy.get()));
    }

    private Optional<Draft> trueFalse(List<Answer> answers) {
        List<String> right = answers.stream()
                .filter(answer -> answer.fraction().equals(Fraction.ONE))
                .map(answer -> answer.text().toLowerCase(Locale.ROOT))
                .toList();
        if (right.size() != 1 || !List.of("true", "false").contains(right.getFirst())) {
            return drafting.fault("invalid-key", "Neither true nor false has all of the credit; mend the fractions.");
        }
        return about(feedback(answers))
                .flatMap(about -> drafting.made(
                        about,
                        () -> TrueFalse.draft(
                                about.externalId(),
                                about.stem(),
                                right.getFirst().equals("true"),
                                about.maximum(),
                                topics,
                                about.explanation())));
    }

    private Optional<Draft> shortText(List<Answer> answers) {
        TextRules rules = new TextRules(question.textOf("usecase").equals("1"), TextRules.Spaces.COLLAPSE);
        return about(feedback(answers))
                .flatMap(about -> drafting.typed(about, () -> {
                    List<TextAnswer> accepted = answers.stream()
                            .map(answer -> new TextAnswer(Wildcards.ofMoodle(answer.text()), answer.fraction()))
                            .toList();
                    return new TextKey(accepted, rules, about.maximum());
                }));
    }

    private Optional<Draft> numeric(List<Answer> answers) {
        if (question.textOf("unitgradingtype").matches("[12]")
                || question.textOf("showunits").matches("[12]")) {
            return drafting.unsupported("a number that needs its unit");
        }
        List<NumericRange> accepted = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer.text().equals("*")) {
                continue;
            }
            Optional<BigDecimal> value = decimal(answer.text());
            String written = answer.element().textOf("tolerance");
            Optional<BigDecimal> tolerance = written.isEmpty() ? Optional.of(BigDecimal.ZERO) : decimal(written);
            if (value.isEmpty() || tolerance.isEmpty()) {
                return drafting.fault(
                        "invalid-number",
                        "\"" + answer.text() + "\" with the tolerance \"" + written + "\" is no number; mend it.");
            }
            Optional<NumericRange> range =
                    drafting.tried(() -> NumericRange.around(value.get(), tolerance.get(), answer.fraction()));
            if (range.isEmpty()) {
                return Optional.empty();
            }
            accepted.add(range.get());
        }
        return about(feedback(answers))
                .flatMap(about -> drafting.numeric(about, () -> new NumericKey(accepted, about.maximum())));
    }

    /** Of the plugin of that name: to match with what is dragged, which may be pictures. */
    private Optional<Draft> dragged() {
        boolean pictures = question.children("subquestion")
                .flatMap(sub -> sub.children("answer"))
                .anyMatch(
                        answer -> answer.textOf("text").toLowerCase(Locale.ROOT).contains("<img"));
        return pictures ? drafting.unsupported("pictures to put to their prompts (ddmatch)") : matching();
    }

    private Optional<Draft> matching() {
        List<Pair> pairs = new ArrayList<>();
        List<String> distractors = new ArrayList<>();
        for (XmlElement sub : question.children("subquestion").toList()) {
            String prompt = texts.markdown(sub);
            String answer = sub.child("answer").map(MoodleText::typed).orElse("");
            if (prompt.isEmpty()) {
                distractors.add(answer);
            } else {
                pairs.add(new Pair(prompt, answer));
            }
        }
        List<String> others =
                distractors.stream().filter(answer -> !answer.isEmpty()).toList();
        return about(List.of()).flatMap(about -> drafting.matching(about, pairs, others, MatchingPolicy.PER_PAIR));
    }

    /** Moodle keeps a decimal more than is kept here. */
    private static BigDecimal rounded(BigDecimal grade) {
        BigDecimal kept =
                grade.scale() == MOODLE_DECIMALS ? grade.setScale(MOODLE_DECIMALS - 1, RoundingMode.HALF_UP) : grade;
        return kept.stripTrailingZeros();
    }

    /** What is told of single answers, after what it is told of. */
    private static List<String> feedback(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> !answer.feedback().isEmpty())
                .map(answer -> (answer.text().equals("*") ? "" : answer.text() + ": ") + answer.feedback())
                .toList();
    }

    private Optional<About> about(List<String> feedback) {
        List<String> parts = new ArrayList<>();
        parts.add(texts.markdown(question, "generalfeedback"));
        parts.addAll(feedback);
        parts.removeIf(String::isBlank);
        if (parts.isEmpty()) {
            // Looked at before it is read, which keeps the pictures in it.
            question.child("correctfeedback")
                    .filter(told -> told.textOf("text").length() > LONGEST_PRAISE)
                    .map(texts::markdown)
                    .ifPresent(parts::add);
        }
        String id = question.textOf("idnumber");
        if (id.length() > 200) {
            drafting.fault("invalid-id", "The idnumber has more than 200 characters.");
        }
        String grade = question.textOf("defaultgrade");
        Optional<BigDecimal> maximum = grade.isEmpty() ? Optional.of(BigDecimal.ONE) : decimal(grade);
        Optional<BigDecimal> stripped = maximum.map(MoodleQuestion::rounded).filter(About::isMaximum);
        if (stripped.isEmpty()) {
            drafting.fault(
                    "invalid-field", "The default grade \"" + grade + "\" is no number above 0 and at most 1000.");
        }
        return stripped.map(points -> new About(
                id.isEmpty() ? null : id,
                texts.markdown(question, "questiontext"),
                topics,
                parts.isEmpty() ? null : String.join("\n\n", parts),
                points));
    }
}
