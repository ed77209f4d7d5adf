package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Questions of every kind with every policy, with texts that some format takes for its own signs. */
final class RandomBank {

    /** Whether texts are of one line, without what no format but JSON can hold. */
    enum Texts {
        PLAIN,
        NASTY
    }

    private static final List<String> WORDS = List.of(
            "river", "stone", "Which", "2 x 3", "a/b", "O'Neill", "ünter", "数据", "semi; colon", "comma, here", "50 %");

    private static final List<String> SIGNS = List.of(
            "<script>alert(1)</script>",
            "&amp;",
            "&lt;b&gt;",
            "`a < b & c`",
            "**bold**",
            "*a*",
            "a*b*c",
            "__init__",
            "{~x}",
            "# head",
            "::",
            "=1+1",
            "-2",
            "@sum",
            "+3",
            "'=x",
            "$CATEGORY: a/b",
            "[html]",
            "%50%",
            "//",
            "[id:z]",
            "| a | b",
            "\"quoted\"",
            "]]>",
            "--",
            "&#60;",
            "<b>x</b>",
            "😀",
            "_____",
            "![p](javascript:alert(1))",
            "![a net](asset:vpc.png)",
            "[x](https://example.org)",
            "?",
            "(a)",
            "~",
            "!",
            "1)");

    private static final List<String> UNHELD = List.of(
            "\n",
            "\n\n",
            "\n- item",
            "\n1. one\n2. two",
            "\n\n```\nif (a)  b;\n```\n\n",
            "  ",
            "\t",
            "\u00a0",
            "\u200d",
            "\u0001",
            "\ufffe",
            "\ue705",
            "\r\n",
            "\n---\n",
            "\nId: other\n",
            "\nExplanation: no\n",
            " (Correct)",
            "\nA. ",
            "(Select TWO.)",
            "select all that apply",
            "<br>",
            "->",
            "-->",
            "\\",
            "\\n",
            "\\*");

    private final Random random;
    private final Texts texts;

    RandomBank(long seed, Texts texts) {
        this.random = new Random(seed);
        this.texts = texts;
    }

    List<Draft> questions(int count) {
        List<Draft> questions = new ArrayList<>();
        while (questions.size() < count) {
            questions.add(question(questions.size()));
        }
        return questions;
    }

    private Draft question(int number) {
        String id = random.nextInt(4) == 0 ? null : "q-" + number + (random.nextBoolean() ? "" : " " + text(2));
        String stem = number + " " + text(6);
        String explanation = random.nextBoolean() ? null : text(8);
        List<String> topics = List.of(
                        List.<String>of(), List.of("data/s3"), List.of("a", "data/s3", "top/x"), List.of("top"))
                .get(random.nextInt(4));
        BigDecimal maximum =
                random.nextInt(3) > 0 ? BigDecimal.ONE : new BigDecimal(random.nextBoolean() ? "2.5" : "7");
        About about = new About(id, stem, topics, explanation, maximum);
        return switch (Kind.values()[random.nextInt(Kind.values().length)]) {
            case SINGLE -> choices(Kind.SINGLE, id, stem, topics, explanation, maximum);
            case MULTIPLE -> choices(Kind.MULTIPLE, id, stem, topics, explanation, maximum);
            case TRUE_FALSE -> TrueFalse.draft(id, stem, random.nextBoolean(), maximum, topics, explanation);
            case SHORT_TEXT -> Draft.typed(about, Kind.SHORT_TEXT, text(maximum));
            case NUMERIC -> Draft.typed(about, Kind.NUMERIC, numeric(maximum));
            case MATCHING -> {
                List<String> all = distinct(3 + random.nextInt(5));
                int pairs = 2 + random.nextInt(all.size() - 2);
                List<Pair> made = new ArrayList<>();
                for (int i = 0; i < pairs; i++) {
                    made.add(new Pair("prompt " + i + " " + text(2), all.get(random.nextInt(pairs))));
                }
                List<String> others = all.subList(pairs, all.size());
                yield Draft.matching(about, made, others, pick(MatchingPolicy.values()));
            }
            case ORDERING -> Draft.ordering(about, distinct(2 + random.nextInt(5)), pick(OrderingPolicy.values()));
        };
    }

    private Draft choices(
            Kind kind, String id, String stem, List<String> topics, String explanation, BigDecimal maximum) {
        List<String> shown = distinct(2 + random.nextInt(5));
        Collections.shuffle(shown, random);
        int right = kind == Kind.SINGLE ? 1 : 1 + random.nextInt(shown.size() - 1);
        boolean named = texts == Texts.NASTY && random.nextInt(4) == 0;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        List<DraftChoice> choices = new ArrayList<>();
        TreeSet<String> correct = new TreeSet<>();
        for (int i = 0; i < shown.size(); i++) {
            String choice = named ? "c" + (i * 7 + 3) : ChoiceQuestion.id(i);
            boolean isRight = places.indexOf(i) < right;
            choices.add(new DraftChoice(choice, shown.get(i), isRight));
            if (isRight) {
                correct.add(choice);
            }
        }
        int least = kind == Kind.SINGLE ? 1 : 1 + random.nextInt(right);
        int most = kind == Kind.SINGLE ? 1 : right + random.nextInt(shown.size() - right + 1);
        return new Draft(
                id, kind, stem, choices, List.of(), least, most, key(correct, choices, maximum), topics, explanation);
    }

    private ChoiceKey key(TreeSet<String> correct, List<DraftChoice> choices, BigDecimal maximum) {
        ScoringPolicy policy = pick(ScoringPolicy.values());
        int size = correct.size();
        TreeMap<String, Fraction> worth = new TreeMap<>();
        choices.forEach(choice -> {
            if (choice.correct()) {
                worth.put(choice.id(), Fraction.of(1, size));
            } else if (random.nextBoolean()) {
                worth.put(choice.id(), Fraction.of(-random.nextInt(4), 1 + random.nextInt(3) + 3));
            }
        });
        return switch (policy) {
            case ALL_OR_NOTHING, RIGHT_MINUS_WRONG -> new ChoiceKey(correct, policy, maximum);
            case OPTION_WEIGHTS -> ChoiceKey.weighted(correct, worth, maximum);
            case MAP_RESPONSE -> {
                Fraction scale = Fraction.of(1 + random.nextInt(6), 1);
                worth.replaceAll((id, part) -> Parts.times(part, scale));
                Fraction otherwise = random.nextBoolean() ? Fraction.ZERO : Fraction.of(-1, 4);
                Fraction least = random.nextInt(3) > 0 ? Fraction.ZERO : Fraction.of(1, 5);
                yield ChoiceKey.mapped(correct, new OptionPoints(worth, otherwise, least, scale), maximum);
            }
        };
    }

    private TextKey text(BigDecimal maximum) {
        List<TextAnswer> accepted = new ArrayList<>();
        for (String text : distinct(1 + random.nextInt(3))) {
            String pattern = text.replace("\\", "\\\\").replace("*", "\\*");
            pattern = texts == Texts.NASTY && random.nextInt(4) == 0 ? pattern.replace("\\\\", "\\") : pattern;
            accepted.add(new TextAnswer(
                    texts == Texts.NASTY && random.nextInt(4) == 0 ? pattern + "*" : pattern,
                    accepted.isEmpty() || random.nextBoolean() ? Fraction.ONE : Fraction.of(1, 3)));
        }
        TextRules rules = texts == Texts.PLAIN
                ? TextRules.LENIENT
                : new TextRules(random.nextBoolean(), pick(TextRules.Spaces.values()));
        return new TextKey(accepted, rules, maximum);
    }

    private NumericKey numeric(BigDecimal maximum) {
        List<NumericRange> accepted = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(4));
            BigDecimal more = random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(50), 3);
            accepted.add(new NumericRange(
                    value, value.add(more), i == 0 || random.nextBoolean() ? Fraction.ONE : Fraction.of(2, 3)));
        }
        return new NumericKey(accepted, maximum);
    }

    private List<String> distinct(int count) {
        List<String> found = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        while (found.size() < count) {
            String text = text(3);
            if (seen.add(Wording.normalised(Fitting.visible(text)))) {
                found.add(text);
            }
        }
        return found;
    }

    /** Neither blank nor with white space around it. */
    private String text(int most) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(most);
        for (int i = 0; i < pieces; i++) {
            text.append(text.isEmpty() || random.nextInt(5) == 0 ? "" : " ").append(piece());
        }
        String stripped = Fitting.visible(text.toString()).isBlank()
                ? "word"
                : text.toString().strip();
        return stripped.isEmpty() ? "word" : stripped;
    }

    private String piece() {
        int of = random.nextInt(texts == Texts.PLAIN ? 3 : 5);
        return switch (of) {
            case 0 -> pick(WORDS.toArray(String[]::new)) + random.nextInt(100);
            case 1 -> pick(WORDS.toArray(String[]::new));
            case 2, 3 -> pick(SIGNS.toArray(String[]::new));
            default -> pick(UNHELD.toArray(String[]::new));
        };
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
