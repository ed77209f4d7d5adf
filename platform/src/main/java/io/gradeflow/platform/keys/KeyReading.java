package io.gradeflow.platform.keys;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key of what somebody sent to put another one right. Each fault is a 400 that names the field.
 *
 * @param first the key that the revision was published with; what full credit is, and how partly right responses are scored,
 *     stays as this one says
 * @param prefix of the names of fields: {@code key.}, or empty
 */
public record KeyReading(KeyView sent, AnswerKey first, Keyed revision, String prefix) {

    /** What is told where {@code first} is none that anything can be right by: a restore takes back no other of a revision. */
    public static final String LOST =
            "Nobody knows any more how this revision was scored before everybody was credited for it, or nobody: a restore has lost"
                    + " that. Edit the question, so that a new revision is asked.";

    private static final int MOST_ACCEPTED = 100;
    private static final int LONGEST_TEXT = 1_000;

    /** @throws ProblemException with 400 if the revision can't have such a key */
    public AnswerKey key() {
        if (first instanceof CreditAllKey || first instanceof WithdrawnKey) {
            throw lost();
        }
        requireSame("kind", sent.kind(), KeyView.of(first).kind());
        requireSame("policy", sent.policy(), KeyView.of(first).policy());
        if (sent.maximum() != null && sent.maximum().compareTo(first.maximum()) != 0) {
            throw invalid("maximum", "Full credit stays " + first.maximum() + "; leave maximum out.");
        }
        return switch (first) {
            case ChoiceKey key -> choiceKey(key);
            case TextKey key -> textKey(key);
            case NumericKey key -> numericKey(key);
            case MatchingKey key -> matchingKey(key);
            case OrderingKey key -> orderingKey(key);
            case CreditAllKey _, WithdrawnKey _ -> throw lost();
        };
    }

    private ChoiceKey choiceKey(ChoiceKey key) {
        requireOnly("choices", Set.of("choices", "options"));
        List<String> right = ids("choices", sent.choices(), revision.choices());
        if (right.size() < revision.selectMin() || right.size() > revision.selectMax()) {
            throw invalid(
                    "choices",
                    "This revision lets a learner select " + range() + ", so as many must be right; " + right.size()
                            + " given. If that was the mistake, import the question with another wording.");
        }
        OptionPoints options = options(key);
        return fitting("options", () -> new ChoiceKey(new TreeSet<>(right), key.policy(), key.maximum(), options));
    }

    private @Nullable OptionPoints options(ChoiceKey key) {
        OptionPoints before = key.options();
        KeyView.Options given = sent.options();
        if (before == null) {
            if (given != null) {
                throw invalid("options", "This revision is scored without weights; leave options out.");
            }
            return null;
        }
        if (given == null || given.points() == null) {
            throw invalid(
                    prefix.isEmpty() ? "choices" : "options",
                    "This revision is scored by what each choice is worth; send key with choices and options.points.");
        }
        TreeMap<String, Fraction> points = new TreeMap<>();
        given.points().forEach((choice, worth) -> {
            String field = "options.points." + choice;
            if (!revision.choices().contains(choice)) {
                throw invalid(
                        field, field + " must be named by the id of a choice: " + known(revision.choices()) + ".");
            }
            points.put(choice, fraction(field, worth, Fraction.ZERO));
        });
        return fitting(
                "options",
                () -> new OptionPoints(
                        points,
                        fraction("options.otherwise", given.otherwise(), before.otherwise()),
                        fraction("options.least", given.least(), before.least()),
                        fraction("options.most", given.most(), before.most())));
    }

    private TextKey textKey(TextKey key) {
        requireOnly("texts", Set.of("texts", "caseSensitive", "spaces"));
        List<TextAnswer> accepted = new ArrayList<>();
        for (KeyView.Text text : some("texts", sent.texts())) {
            String entry = "texts[" + accepted.size() + "]";
            String written = text == null ? null : text.text();
            if (text == null
                    || written == null
                    || written.isBlank()
                    || written.length() > LONGEST_TEXT
                    || !isWhole(written)) {
                throw invalid(
                        entry + ".text",
                        entry + ".text must have 1 to " + LONGEST_TEXT + " characters, all of Unicode, without NUL.");
            }
            Fraction weight = fraction(entry + ".weight", text.weight(), Fraction.ONE);
            accepted.add(fitting(entry + ".weight", () -> new TextAnswer(written, weight)));
        }
        TextRules rules = new TextRules(
                sent.caseSensitive() == null ? key.rules().caseSensitive() : sent.caseSensitive(),
                sent.spaces() == null ? key.rules().spaces() : spaces(sent.spaces()));
        return fitting("texts", () -> new TextKey(accepted, rules, key.maximum()));
    }

    /** Neither JSON nor PostgreSQL takes half a character, nor PostgreSQL NUL. */
    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(letter ->
                        letter == 0 || (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE));
    }

    private TextRules.Spaces spaces(String text) {
        return Arrays.stream(TextRules.Spaces.values())
                .filter(spaces -> KeyView.text(spaces).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("spaces", "spaces must be collapse, ignore or exact."));
    }

    private NumericKey numericKey(NumericKey key) {
        requireOnly("ranges", Set.of("ranges"));
        List<NumericRange> accepted = new ArrayList<>();
        for (KeyView.Range range : some("ranges", sent.ranges())) {
            String entry = "ranges[" + accepted.size() + "]";
            BigDecimal low = range == null ? null : range.low();
            BigDecimal high = range == null ? null : range.high();
            if (range == null || low == null || high == null) {
                throw invalid(entry, entry + " must have low and high; they are equal for one number.");
            }
            Fraction weight = fraction(entry + ".weight", range.weight(), Fraction.ONE);
            accepted.add(fitting(entry, () -> new NumericRange(low, high, weight)));
        }
        return fitting("ranges", () -> new NumericKey(accepted, key.maximum()));
    }

    private MatchingKey matchingKey(MatchingKey key) {
        requireOnly("pairs", Set.of("pairs"));
        Map<String, @Nullable String> pairs = sent.pairs();
        if (pairs == null || !pairs.keySet().equals(Set.copyOf(revision.prompts()))) {
            throw invalid(
                    "pairs",
                    "pairs must name the right choice of each prompt, by their ids: " + known(revision.prompts())
                            + ".");
        }
        TreeMap<String, String> right = new TreeMap<>();
        pairs.forEach((prompt, choice) -> {
            if (choice == null || !revision.choices().contains(choice)) {
                String field = "pairs." + prompt;
                throw invalid(field, field + " must be the id of a choice: " + known(revision.choices()) + ".");
            }
            right.put(prompt, choice);
        });
        return new MatchingKey(right, key.policy(), key.maximum());
    }

    private OrderingKey orderingKey(OrderingKey key) {
        requireOnly("order", Set.of("order"));
        List<String> order = ids("order", sent.order(), revision.choices());
        if (order.size() < revision.choices().size()) {
            throw invalid("order", "order must name every choice: " + known(revision.choices()) + ".");
        }
        return new OrderingKey(order, key.policy(), key.maximum());
    }

    /** At least one of the ids that are known, none twice. */
    private List<String> ids(String field, @Nullable List<@Nullable String> given, List<String> known) {
        List<String> checked = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String id : some(field, given)) {
            String entry = field + "[" + checked.size() + "]";
            if (id == null || !known.contains(id)) {
                throw invalid(entry, entry + " must be the id of a choice of this revision: " + known(known) + ".");
            }
            if (!seen.add(id)) {
                throw invalid(entry, field + " names one choice twice; name it once.");
            }
            checked.add(id);
        }
        return checked;
    }

    private <T> List<T> some(String field, @Nullable List<T> given) {
        if (given == null || given.isEmpty() || given.size() > MOST_ACCEPTED) {
            throw invalid(field, field + " must name what is right, 1 to " + MOST_ACCEPTED + " entries.");
        }
        return given;
    }

    private Fraction fraction(String field, @Nullable String text, Fraction otherwise) {
        return text == null ? otherwise : fitting(field, () -> Fraction.parse(text));
    }

    private <T> T fitting(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw invalid(field, field + " can't be so: " + e.getMessage() + ".");
        }
    }

    private void requireSame(String field, @Nullable String given, @Nullable String needed) {
        if (given != null && !given.equals(needed)) {
            throw invalid(
                    field,
                    needed == null
                            ? "A key of this kind has no " + field + "; leave it out."
                            : "The " + field + " of this revision's key stays " + needed + ".");
        }
    }

    /** What another kind of question has is no silent mistake. */
    private void requireOnly(String needed, Set<String> allowed) {
        Map<String, @Nullable Object> given = new TreeMap<>();
        given.put("choices", sent.choices());
        given.put("options", sent.options());
        given.put("texts", sent.texts());
        given.put("caseSensitive", sent.caseSensitive());
        given.put("spaces", sent.spaces());
        given.put("ranges", sent.ranges());
        given.put("pairs", sent.pairs());
        given.put("order", sent.order());
        given.forEach((field, value) -> {
            if (value != null && !allowed.contains(field)) {
                throw invalid(
                        field,
                        "This revision's key is no such one; send key." + needed + " and leave " + field + " out.");
            }
        });
    }

    private String range() {
        return revision.selectMin() == revision.selectMax()
                ? "" + revision.selectMin()
                : revision.selectMin() + " to " + revision.selectMax();
    }

    private static String known(List<String> ids) {
        return ids.stream().collect(Collectors.joining(", "));
    }

    private ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(prefix + field);
    }

    private ProblemException lost() {
        return invalid(prefix.isEmpty() ? "choices" : "kind", LOST);
    }
}
