package io.gradeflow.question.formats.gift;

import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.NumberText;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.formats.Wildcards;
import io.gradeflow.question.formats.gift.GiftText.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes one question of GIFT apart. What can't be asked here is refused by its name. */
final class GiftQuestion {

    private static final Pattern TITLE = Pattern.compile("^\\s*::(.*?)::", Pattern.DOTALL);
    private static final Pattern TRUE_FALSE =
            Pattern.compile("\\s*(T|TRUE|F|FALSE)\\s*(#.*)?", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTERED = Pattern.compile("\\s*+(?:[-*+]\\s++)?\\(?[A-Ha-h][.)]\\s");
    private static final Pattern CLOZE = Pattern.compile("\\s*+\\d{0,3}:[A-Z_]{2,30}:");
    private static final Pattern GENERAL_FEEDBACK = Pattern.compile("####");
    private static final Set<String> TRUE = Set.of("T", "TRUE");
    private static final String ARROW = "->";
    private static final String GAP = "_____";

    private final Drafting drafting;
    private final List<Integer> lines;
    private final @Nullable String externalId;
    private final List<String> topics;
    private Format format = Format.MOODLE;
    private String stem = "";
    private boolean standsAmongChoices;
    private String generalFeedback = "";
    /** Protected, to its end. */
    private String whole = "";
    /** Where in it the answers begin. */
    private int answersAt;

    /** @param lines of the file, of each line of the question */
    GiftQuestion(Drafting drafting, List<Integer> lines, @Nullable String externalId, List<String> topics) {
        this.drafting = drafting;
        this.lines = lines;
        this.externalId = externalId;
        this.topics = topics;
    }

    /** Empty where an error was found. */
    Optional<Draft> draft(String written) {
        standsAmongChoices = written.lines()
                .anyMatch(
                        line -> CorrectMark.isAt(line) || LETTERED.matcher(line).lookingAt());
        whole = GiftText.protect(written);
        Matcher title = TITLE.matcher(whole);
        int start = title.find() ? title.end() : 0;
        String text = whole.substring(start);
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        if (open < 0 && close < 0) {
            return drafting.unsupported("a description, a text that asks nothing");
        }
        if (open < 0 || close < open) {
            return at(start + (close < 0 ? open : close))
                    .fault(
                            "malformed-gift",
                            "The answers have only one of their braces; put {...} around them, and \\ before braces of the"
                                    + " text.");
        }
        String body = text.substring(open + 1, close);
        answersAt = start + open + 1;
        if (body.indexOf('{') >= 0 || body.indexOf('}') >= 0) {
            return at(answersAt + Math.max(body.indexOf('{'), 0))
                    .unsupported("a question with several gaps; a question has one pair of braces here");
        }
        GiftText before = GiftText.of(text.substring(0, open), Format.MOODLE);
        format = before.format();
        stem = stem(before, new GiftText(format, text.substring(close + 1)));
        Matcher general = GENERAL_FEEDBACK.matcher(body);
        if (general.find()) {
            generalFeedback = GiftText.of(body.substring(general.end()), format).markdown();
            body = body.substring(0, general.start());
        }
        return drafted(body);
    }

    /** For what is wrong at a place of the whole text, and has a line of its own. */
    private Drafting at(int place) {
        long before = whole.substring(0, place)
                .chars()
                .filter(letter -> letter == '\n')
                .count();
        return new Drafting(lines.get((int) Math.min(before, lines.size() - 1)), drafting.problems());
    }

    /** With a gap where the answers stood in the midst of it. */
    private static String stem(GiftText before, GiftText after) {
        String end = after.markdown();
        if (end.isEmpty()) {
            return before.markdown();
        }
        String start = before.markdown();
        boolean isPunctuation = !Character.isLetterOrDigit(end.charAt(0));
        return (start.isEmpty() ? "" : start + " ") + GAP + (isPunctuation ? "" : " ") + end;
    }

    private Optional<Draft> drafted(String body) {
        if (body.isBlank()) {
            return drafting.unsupported("an essay, which needs a person to grade it");
        }
        if (CLOZE.matcher(body).lookingAt()) {
            return drafting.unsupported("a text with gaps (cloze)");
        }
        if (body.stripLeading().startsWith("#")) {
            return numeric(body, body.indexOf('#') + 1);
        }
        Matcher trueFalse = TRUE_FALSE.matcher(body);
        if (trueFalse.matches()) {
            return trueFalse(trueFalse);
        }
        if (body.indexOf('~') >= 0) {
            return choices(GiftAnswer.in(body, false));
        }
        List<GiftAnswer> answers = GiftAnswer.in(body, true);
        boolean matching = answers.stream().anyMatch(answer -> answer.text().contains(ARROW));
        if (!matching && body.indexOf('=') < 0 && standsAmongChoices) {
            return drafting.fault(
                    "malformed-gift",
                    "What stands in braces looks like a part of the text; put \\ before braces of the text, or = before"
                            + " answers. Is the file in another format than GIFT?");
        }
        return matching ? matching(answers) : shortText(answers);
    }

    private Optional<Draft> trueFalse(Matcher trueFalse) {
        boolean answer = TRUE.contains(trueFalse.group(1).toUpperCase(Locale.ROOT));
        List<String> feedback = new ArrayList<>();
        if (trueFalse.group(2) != null) {
            for (String part : trueFalse.group(2).substring(1).split("#")) {
                feedback.add(GiftText.of(part, format).markdown());
            }
        }
        About about = about(feedback);
        return drafting.made(
                about,
                () -> TrueFalse.draft(
                        about.externalId(), about.stem(), answer, about.maximum(), topics, about.explanation()));
    }

    private Optional<Draft> choices(List<GiftAnswer> written) {
        List<GiftAnswer> answers =
                written.stream().filter(answer -> !answer.isEmpty()).toList();
        long right = answers.stream().filter(GiftAnswer::right).count();
        boolean several = right == 0;
        long full = answers.stream()
                .filter(answer -> answer.worth().equals(Fraction.ONE))
                .count();
        if (right > 1 || (!several && full > 1)) {
            return drafting.unsupported("a choice of one, of which several are right alone");
        }
        boolean plain = answers.stream().allMatch(answer -> answer.weight() == null);
        List<String> texts = answers.stream()
                .map(answer -> GiftText.of(answer.text(), format).markdown())
                .toList();
        List<Boolean> correct = answers.stream()
                .map(answer ->
                        several ? answer.worth().signum() > 0 : answer.worth().equals(Fraction.ONE))
                .toList();
        SortedMap<String, Fraction> weights = new TreeMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).worth().signum() != 0) {
                weights.put(ChoiceQuestion.id(i), answers.get(i).worth());
            }
        }
        ChoiceQuestion question = new ChoiceQuestion(
                about(feedback(answers)),
                ChoiceQuestion.lettered(texts, correct),
                drafting.line(),
                drafting.problems());
        return plain ? question.single() : question.weighted(several, weights);
    }

    private Optional<Draft> shortText(List<GiftAnswer> answers) {
        About about = about(feedback(answers));
        return drafting.typed(about, () -> {
            List<TextAnswer> accepted = new ArrayList<>();
            for (GiftAnswer answer : answers) {
                accepted.add(new TextAnswer(
                        Wildcards.ofMoodle(GiftText.of(answer.text(), format).typed()), answer.worth()));
            }
            return new TextKey(accepted, TextRules.LENIENT, about.maximum());
        });
    }

    /** Each answer but the first has to begin with {@code =}; a last one with {@code ~} says what is told for all others. */
    private Optional<Draft> numeric(String body, int from) {
        String written = body.substring(from);
        List<GiftAnswer> answers =
                written.isBlank() ? List.of(GiftAnswer.of(0, true, written)) : GiftAnswer.in(written, true);
        About about = about(feedback(answers));
        List<NumericRange> accepted = new ArrayList<>();
        for (GiftAnswer answer : answers) {
            String text = GiftText.restored(answer.text()).strip();
            boolean anything = text.equals("*") || (text.isEmpty() && !answer.right());
            if (!anything) {
                Optional<Optional<NumericRange>> range = drafting.tried(() -> NumberText.range(text, answer.worth()));
                if (range.isEmpty() || range.get().isEmpty()) {
                    return range.isEmpty()
                            ? Optional.empty()
                            : at(answersAt + from + answer.at())
                                    .fault(
                                            "invalid-number",
                                            "\"" + WholeText.shortened(text)
                                                    + "\" is no number, number:tolerance or lowest..highest; mend it.");
                }
                accepted.add(range.get().get());
            }
        }
        return drafting.numeric(about, () -> new NumericKey(accepted, about.maximum()));
    }

    private Optional<Draft> matching(List<GiftAnswer> answers) {
        List<Pair> pairs = new ArrayList<>();
        List<String> distractors = new ArrayList<>();
        for (GiftAnswer answer : answers) {
            int arrow = answer.text().indexOf(ARROW);
            if (arrow < 0) {
                return at(answersAt + answer.at())
                        .fault(
                                "malformed-gift",
                                "\""
                                        + WholeText.shortened(GiftText.of(answer.text(), format)
                                                .typed())
                                        + "\" has no arrow, as the other pairs have; write =prompt -> answer.");
            }
            String prompt =
                    GiftText.of(answer.text().substring(0, arrow), format).markdown();
            String target = GiftText.of(answer.text().substring(arrow + ARROW.length()), format)
                    .typed();
            if (prompt.isEmpty()) {
                distractors.add(target);
            } else {
                pairs.add(new Pair(prompt, target));
            }
        }
        return drafting.matching(about(feedback(answers)), pairs, distractors, MatchingPolicy.PER_PAIR);
    }

    /** What is told of single answers, after what it is told of. */
    private List<String> feedback(List<GiftAnswer> answers) {
        List<String> feedback = new ArrayList<>();
        for (GiftAnswer answer : answers) {
            String told = GiftText.of(answer.feedback(), format).markdown();
            if (!told.isEmpty()) {
                String of = GiftText.of(answer.text(), format).typed();
                feedback.add((of.isEmpty() || of.equals("*") ? "" : of + ": ") + told);
            }
        }
        return feedback;
    }

    private About about(List<String> feedback) {
        List<String> parts = new ArrayList<>();
        parts.add(generalFeedback);
        parts.addAll(feedback);
        parts.removeIf(String::isBlank);
        return new About(externalId, stem, topics, parts.isEmpty() ? null : String.join("\n\n", parts));
    }
}
