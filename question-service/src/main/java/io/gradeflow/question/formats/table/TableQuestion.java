package io.gradeflow.question.formats.table;

import io.gradeflow.events.QuestionPublished.Kind;
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
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.NumberText;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.formats.Wildcards;
import io.gradeflow.question.formats.table.Columns.Column;
import io.gradeflow.question.topic.TopicPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A question as a row has it. */
final class TableQuestion {

    private static final Map<Kind, Set<String>> TYPES = Map.of(
            Kind.SINGLE,
                    Set.of(
                            "single",
                            "singlechoice",
                            "mc",
                            "mcq",
                            "multiplechoice",
                            "choice",
                            "singleselect",
                            "singleanswer",
                            "radio"),
            Kind.MULTIPLE,
                    Set.of(
                            "multiple",
                            "multipleresponse",
                            "multipleselect",
                            "multiselect",
                            "multipleanswer",
                            "multipleanswers",
                            "ma",
                            "mr",
                            "msq",
                            "checkbox",
                            "checkboxes"),
            Kind.TRUE_FALSE, Set.of("truefalse", "tf", "boolean", "trueorfalse", "yesno"),
            Kind.SHORT_TEXT,
                    Set.of(
                            "shorttext",
                            "shortanswer",
                            "text",
                            "sa",
                            "fillin",
                            "fillintheblank",
                            "fillinblank",
                            "fib",
                            "typed"),
            Kind.NUMERIC, Set.of("numeric", "number", "numerical", "num"),
            Kind.MATCHING, Set.of("matching", "match", "pairs"),
            Kind.ORDERING, Set.of("ordering", "order", "sequence", "sorting", "ranking"));

    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0");
    private static final Set<String> ONE_ONLY =
            Set.of("single", "singlechoice", "singleselect", "singleanswer", "radio");
    private static final Pattern SELECT = Pattern.compile("(\\d{1,2})(?:\\s{0,3}(?:\\.\\.|-|–|to)\\s{0,3}(\\d{1,2}))?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern ARROW = Pattern.compile("->|=>|→|=");

    private final Columns columns;
    private final List<String> row;
    private final Drafting drafting;
    private final String correct;
    private final int zeros;

    /** @param zeros the line in which a number of a choice is 0; 0 where none is */
    TableQuestion(Columns columns, List<String> row, int zeros, Drafting drafting) {
        this.columns = columns;
        this.row = row;
        this.drafting = drafting;
        this.zeros = zeros;
        this.correct = columns.cell(row, Column.CORRECT);
    }

    /** Empty where an error was found. */
    Optional<Draft> draft() {
        List<String> choices =
                columns.choices(row).stream().map(Markup::cleaned).toList();
        Optional<Kind> kind = kind(choices);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<About> about = about();
        return about.flatMap(of -> switch (kind.get()) {
            case SINGLE, MULTIPLE -> choices(of, choices, kind.get());
            case TRUE_FALSE -> trueFalse(of, choices);
            case SHORT_TEXT -> shortText(of, choices);
            case NUMERIC -> numeric(of);
            case MATCHING -> matching(of, choices);
            case ORDERING ->
                new TableKey(columns, correct, choices, zeros)
                        .order(drafting)
                        .flatMap(order -> drafting.ordering(of, order, OrderingPolicy.ALL_OR_NOTHING));
        });
    }

    /** Without a type, choices are choices; what is typed is told by what is right, which is said. */
    private Optional<Kind> kind(List<String> choices) {
        String type = type();
        if (type.isEmpty()) {
            if (!choices.isEmpty()) {
                return Optional.of(Kind.SINGLE);
            }
            Kind guessed = isTrueOrFalse() ? Kind.TRUE_FALSE : isNumber() ? Kind.NUMERIC : Kind.SHORT_TEXT;
            drafting.warn(
                    "type-guessed",
                    "There is neither a type nor are there choices, so it was taken for "
                            + guessed.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "; say its type.");
            return Optional.of(guessed);
        }
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(known -> TYPES.getOrDefault(known, Set.of()).contains(type))
                .findFirst();
        if (kind.isEmpty()) {
            drafting.unsupported("a question of the type \"" + columns.cell(row, Column.TYPE) + "\"");
        }
        return kind;
    }

    private String type() {
        return columns.cell(row, Column.TYPE).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }

    private boolean isTrueOrFalse() {
        return correct.equalsIgnoreCase("true") || correct.equalsIgnoreCase("false");
    }

    private boolean isNumber() {
        return !correct.isEmpty() && Columns.parts(correct).stream().allMatch(NumberText::isNumber);
    }

    private Optional<About> about() {
        Set<String> topics = new LinkedHashSet<>();
        for (String name : columns.cell(row, Column.TOPICS).split("[,;|\\n]")) {
            String topic = name.strip();
            Optional<String> path =
                    TopicPath.isValid(topic) ? Optional.of(topic) : TopicName.path(Arrays.asList(topic.split("/")));
            if (!topic.isEmpty() && path.isEmpty()) {
                drafting.fault(
                        "invalid-topic",
                        "\"" + WholeText.shortened(topic) + "\" makes no topic; it has no letter, or is too long.");
            }
            path.ifPresent(topics::add);
        }
        String id = id();
        if (id.length() > 200) {
            drafting.fault("invalid-id", "An Id has at most 200 characters.");
        }
        String explanation = Markup.cleaned(columns.cell(row, Column.EXPLANATION));
        return maximum()
                .map(maximum -> new About(
                        id.isEmpty() ? null : id,
                        Markup.cleaned(columns.cell(row, Column.STEM)),
                        List.copyOf(topics),
                        explanation.isEmpty() ? null : explanation,
                        maximum));
    }

    private String id() {
        String external = columns.cell(row, Column.EXTERNAL_ID);
        return external.isEmpty() && !isCounted() ? columns.cell(row, Column.ID) : external;
    }

    /** Whether its id is a number alone, which only counts the rows of its file, as another file does too. */
    boolean isCounted() {
        return columns.cell(row, Column.EXTERNAL_ID).isEmpty()
                && COUNT.matcher(columns.cell(row, Column.ID)).matches();
    }

    private Optional<BigDecimal> maximum() {
        String points = columns.cell(row, Column.MAXIMUM).replace(',', '.');
        if (points.isEmpty()) {
            return Optional.of(BigDecimal.ONE);
        }
        if (points.matches("\\d{1,4}(?:\\.\\d{1,6})?") && About.isMaximum(new BigDecimal(points))) {
            return Optional.of(new BigDecimal(points));
        }
        drafting.fault("invalid-field", "\"" + points + "\" is no number of points above 0 and at most 1000.");
        return Optional.empty();
    }

    private Optional<Draft> choices(About about, List<String> written, Kind kind) {
        TableKey key = new TableKey(columns, correct, written, zeros);
        Optional<SortedSet<Integer>> right = key.right(drafting);
        if (right.isEmpty()) {
            return Optional.empty();
        }
        ChoiceQuestion question = new ChoiceQuestion(
                about,
                ChoiceQuestion.lettered(
                        key.texts(),
                        IntStream.range(0, key.texts().size())
                                .mapToObj(right.get()::contains)
                                .toList()),
                drafting.line(),
                drafting.problems());
        String select = columns.cell(row, Column.SELECT);
        if (!select.isEmpty()) {
            return selected(question, select, kind);
        }
        boolean one = right.get().size() == 1;
        return kind == Kind.MULTIPLE ? question.several() : one || isOneOnly() ? question.single() : question.draft();
    }

    /** Whether the type says that one choice is right, and no more; "multiple choice" says either. */
    private boolean isOneOnly() {
        return ONE_ONLY.contains(type());
    }

    private Optional<Draft> selected(ChoiceQuestion question, String select, Kind kind) {
        Matcher range = SELECT.matcher(select);
        if (!range.matches()) {
            return drafting.fault(
                    "invalid-field",
                    "\"" + WholeText.shortened(select) + "\" is no number of choices to select, such as 2 or 1..3.");
        }
        int min = Integer.parseInt(range.group(1));
        int max = range.group(2) == null ? min : Integer.parseInt(range.group(2));
        boolean several = kind == Kind.MULTIPLE || max > 1 || question.correct().size() > 1;
        if (several && isOneOnly()) {
            return drafting.fault(
                    "invalid-field", "The type says that one choice is right, but several may be selected.");
        }
        return question.selecting(several, min, max);
    }

    private Optional<Draft> trueFalse(About about, List<String> choices) {
        String answer = choices.isEmpty() ? correct : new TableKey(columns, correct, choices, zeros).rightText();
        answer = answer.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(answer) && !FALSE.contains(answer)) {
            return drafting.fault(
                    "answer-unreadable",
                    "\"" + WholeText.shortened(correct) + "\" is neither true nor false; write one of them.");
        }
        boolean right = TRUE.contains(answer);
        return drafting.made(
                about,
                () -> TrueFalse.draft(
                        about.externalId(), about.stem(), right, about.maximum(), about.topics(), about.explanation()));
    }

    /** In quizzes that have a column for each, choices of such a row are what is accepted. */
    private Optional<Draft> shortText(About about, List<String> choices) {
        List<String> right = correct.isEmpty() ? choices : Columns.parts(correct);
        return drafting.typed(about, () -> {
            List<TextAnswer> accepted = new ArrayList<>();
            right.forEach(text -> accepted.add(new TextAnswer(Wildcards.literal(Markup.cleaned(text)), Fraction.ONE)));
            return new TextKey(accepted, TextRules.LENIENT, about.maximum());
        });
    }

    private Optional<Draft> numeric(About about) {
        List<NumericRange> accepted = new ArrayList<>();
        for (String part : Columns.parts(correct)) {
            Optional<Optional<NumericRange>> range = drafting.tried(() -> NumberText.range(part, Fraction.ONE));
            if (range.isEmpty() || range.get().isEmpty()) {
                return range.isEmpty()
                        ? Optional.empty()
                        : drafting.fault(
                                "invalid-number",
                                "\"" + WholeText.shortened(part)
                                        + "\" is no number, number:tolerance or lowest..highest; mend it.");
            }
            accepted.add(range.get().get());
        }
        return drafting.numeric(about, () -> new NumericKey(accepted, about.maximum()));
    }

    private Optional<Draft> matching(About about, List<String> choices) {
        List<Pair> pairs = new ArrayList<>();
        List<String> distractors = new ArrayList<>();
        if (!correct.isEmpty()) {
            return drafting.fault(
                    "invalid-field",
                    "The pairs say what is right, and the column of what is correct says \""
                            + WholeText.shortened(correct) + "\"; leave it empty.");
        }
        for (String choice : choices) {
            String[] sides = ARROW.split(choice, 2);
            if (sides.length < 2) {
                return drafting.fault(
                        "invalid-field", "\"" + WholeText.shortened(choice) + "\" is no pair; write prompt -> answer.");
            }
            if (sides[0].isBlank()) {
                distractors.add(sides[1].strip());
            } else {
                pairs.add(new Pair(sides[0].strip(), sides[1].strip()));
            }
        }
        return drafting.matching(about, pairs, distractors, MatchingPolicy.PER_PAIR);
    }
}
