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
import io.gradeflow.question.formats.AnswerText;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.NumberText;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.formats.Wording;
import io.gradeflow.question.formats.table.Columns.Column;
import io.gradeflow.question.topic.TopicPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A question as a row has it. */
final class TableQuestion {

    private static final Map<Kind, Set<String>> TYPES = Map.of(
            Kind.SINGLE,
                    Set.of("single", "singlechoice", "mc", "mcq", "multiplechoice", "choice", "singleselect", "radio"),
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
    private static final Pattern PLACES = Pattern.compile("\\d{1,2}(?:\\s*[,;|/&\\s]\\s*\\d{1,2}){0,25}");
    private static final Pattern ARROW = Pattern.compile("\\s*(?:->|=>|→|=)\\s*");

    private final Columns columns;
    private final List<String> row;
    private final Drafting drafting;
    private final String correct;

    TableQuestion(Columns columns, List<String> row, Drafting drafting) {
        this.columns = columns;
        this.row = row;
        this.drafting = drafting;
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
            case TRUE_FALSE -> trueFalse(of);
            case SHORT_TEXT -> shortText(of);
            case NUMERIC -> numeric(of);
            case MATCHING -> matching(of, choices);
            case ORDERING -> drafting.ordering(of, choices, OrderingPolicy.ALL_OR_NOTHING);
        });
    }

    /** Without a type, choices are choices; what is typed is told by what is right, which is said. */
    private Optional<Kind> kind(List<String> choices) {
        String type = columns.cell(row, Column.TYPE).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        if (type.isEmpty()) {
            if (!choices.isEmpty()) {
                return Optional.of(Kind.SINGLE);
            }
            Kind guessed = isTrueOrFalse() ? Kind.TRUE_FALSE : isNumber() ? Kind.NUMERIC : Kind.SHORT_TEXT;
            drafting.warn(
                    "type-guessed",
                    "The row has neither a type nor choices, and was taken for "
                            + guessed.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "; add a column type.");
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

    private boolean isTrueOrFalse() {
        return correct.equalsIgnoreCase("true") || correct.equalsIgnoreCase("false");
    }

    private boolean isNumber() {
        return !correct.isEmpty() && Columns.parts(correct).stream().allMatch(NumberText::isNumber);
    }

    private Optional<About> about() {
        List<String> topics = new ArrayList<>();
        for (String name : columns.cell(row, Column.TOPICS).split("[,;|\\n]")) {
            String topic = name.strip();
            Optional<String> path =
                    TopicPath.isValid(topic) ? Optional.of(topic) : TopicName.path(Arrays.asList(topic.split("/")));
            if (!topic.isEmpty() && path.isEmpty()) {
                drafting.fault(
                        "invalid-topic",
                        "\"" + WholeText.shortened(topic) + "\" makes no topic; it has no letter, or is too long.");
            }
            path.filter(found -> !topics.contains(found)).ifPresent(topics::add);
        }
        String id = columns.cell(row, Column.ID);
        if (id.length() > 200) {
            drafting.fault("invalid-id", "An Id has at most 200 characters.");
        }
        String explanation = Markup.cleaned(columns.cell(row, Column.EXPLANATION));
        return maximum()
                .map(maximum -> new About(
                        id.isEmpty() ? null : id,
                        Markup.cleaned(columns.cell(row, Column.STEM)),
                        topics,
                        explanation.isEmpty() ? null : explanation,
                        maximum));
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

    private Optional<Draft> choices(About about, List<String> texts, Kind kind) {
        Optional<SortedSet<Integer>> places = places(texts);
        if (places.isEmpty() && !correct.isEmpty()) {
            return drafting.fault(
                    "answer-unreadable",
                    "\"" + correct
                            + "\" names no choice; write letters, numbers, or the choices as they are written, with |"
                            + " between.");
        }
        SortedSet<Integer> right = places.orElse(new TreeSet<>());
        ChoiceQuestion question = new ChoiceQuestion(
                about,
                ChoiceQuestion.lettered(
                        texts,
                        IntStream.range(0, texts.size())
                                .mapToObj(right::contains)
                                .toList()),
                drafting.line(),
                drafting.problems());
        return kind == Kind.SINGLE && right.size() == 1 ? question.single() : question.draft();
    }

    /** Letters, numbers counted from 1, or the texts themselves. */
    private Optional<SortedSet<Integer>> places(List<String> texts) {
        if (PLACES.matcher(correct).matches() && texts.stream().noneMatch(correct::equals)) {
            SortedSet<Integer> places = new TreeSet<>();
            for (String place : correct.split("\\D+")) {
                if (Integer.parseInt(place) < 1 || Integer.parseInt(place) > texts.size()) {
                    return Optional.empty();
                }
                places.add(Integer.parseInt(place) - 1);
            }
            return Optional.of(places);
        }
        Optional<SortedSet<Integer>> whole = AnswerText.places(correct, texts);
        if (whole.isPresent()) {
            return whole;
        }
        SortedSet<Integer> places = new TreeSet<>();
        for (String part : correct.split(correct.indexOf('|') >= 0 ? "\\|" : "[;\\n]")) {
            List<String> normalised = texts.stream().map(Wording::normalised).toList();
            int place = normalised.indexOf(Wording.normalised(Markup.cleaned(part)));
            if (place < 0) {
                return AnswerText.places(correct.replaceAll("[;|\\n]", ","), texts);
            }
            places.add(place);
        }
        return Optional.of(places);
    }

    private Optional<Draft> trueFalse(About about) {
        String answer = correct.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(answer) && !FALSE.contains(answer)) {
            return drafting.fault(
                    "answer-unreadable",
                    "\"" + WholeText.shortened(correct) + "\" is neither true nor false; write one of them.");
        }
        return drafting.made(
                about,
                () -> TrueFalse.draft(
                        about.externalId(),
                        about.stem(),
                        TRUE.contains(answer),
                        about.maximum(),
                        about.topics(),
                        about.explanation()));
    }

    private Optional<Draft> shortText(About about) {
        return drafting.typed(about, () -> {
            List<TextAnswer> accepted = new ArrayList<>();
            Columns.parts(correct).forEach(text -> accepted.add(new TextAnswer(Markup.cleaned(text), Fraction.ONE)));
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
