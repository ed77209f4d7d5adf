package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.events.QuestionPublished.SelectionCount;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.DraftCheck;
import io.gradeflow.question.formats.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A question of choices as an object of a line has it. */
final class JsonChoices {

    private static final Set<String> CHOICE_FIELDS = Set.of("id", "text", "correct", "weight");

    private final JsonFields fields;
    private final List<DraftChoice> choices = new ArrayList<>();
    private final SortedMap<String, Fraction> weights = new TreeMap<>();

    JsonChoices(JsonFields fields) {
        this.fields = fields;
    }

    /** Null where an error was found. */
    @Nullable
    Draft draft(Kind kind, About about) {
        readChoices();
        DraftCheck.choices(choices, fields.line(), fields.problems());
        int correct = (int) choices.stream().filter(DraftChoice::correct).count();
        if (kind == Kind.SINGLE && correct > 1) {
            fields.fault("choices", "has " + correct + " correct choices, but type is \"single\"");
        }
        SelectionCount select = select(kind, correct);
        ScoringPolicy policy = fields.constant("scoring", ScoringPolicy.ALL_OR_NOTHING, ScoringPolicy.class);
        if (fields.isFaulty()) {
            return null;
        }
        ChoiceKey key = key(policy, about.maximum());
        return key == null
                ? null
                : new Draft(
                        about.externalId(),
                        kind,
                        about.stem(),
                        choices,
                        List.of(),
                        select.min(),
                        select.max(),
                        key,
                        about.topics(),
                        about.explanation());
    }

    private @Nullable ChoiceKey key(ScoringPolicy policy, BigDecimal maximum) {
        TreeSet<String> correct = new TreeSet<>(choices.stream()
                .filter(DraftChoice::correct)
                .map(DraftChoice::id)
                .toList());
        return switch (policy) {
            case ALL_OR_NOTHING, RIGHT_MINUS_WRONG -> {
                if (!weights.isEmpty()) {
                    fields.fault("choices.weight", "goes with \"scoring\": \"option-weights\" or \"map-response\"");
                    yield null;
                }
                yield new ChoiceKey(correct, policy, maximum);
            }
            case OPTION_WEIGHTS -> fields.made("choices.weight", () -> ChoiceKey.weighted(correct, weights, maximum));
            case MAP_RESPONSE -> fields.made("scoring", () -> ChoiceKey.mapped(correct, points(), maximum));
        };
    }

    private OptionPoints points() {
        Fraction all =
                weights.values().stream().filter(weight -> weight.signum() > 0).reduce(Fraction.ZERO, Fraction::plus);
        return new OptionPoints(
                weights,
                fields.fraction("otherwise", Fraction.ZERO),
                fields.fraction("least", Fraction.ZERO),
                fields.fraction("most", all));
    }

    /** A number of choices, or from how many to how many; without it as many as are correct. */
    private SelectionCount select(Kind kind, int correct) {
        JsonNode select = fields.get("select");
        int count = Math.max(1, kind == Kind.SINGLE ? 1 : correct);
        SelectionCount exactly = new SelectionCount(count, count);
        if (select == null) {
            return exactly;
        }
        if (select.isObject()) {
            return range(kind, fields.of(select), exactly);
        }
        if (!select.isIntegralNumber()) {
            fields.fault("select", "must be a whole number, or {\"min\", \"max\"}");
        } else if (correct > 0 && select.intValue() != correct) {
            mismatch("select is " + select.intValue(), correct);
        }
        return exactly;
    }

    private SelectionCount range(Kind kind, JsonFields range, SelectionCount otherwise) {
        range.unknown(Set.of("min", "max"));
        JsonNode min = range.get("min");
        JsonNode max = range.get("max");
        if (min == null
                || max == null
                || !min.canConvertToInt()
                || !max.canConvertToInt()
                || !min.isIntegralNumber()
                || !max.isIntegralNumber()) {
            fields.fault("select", "must have whole numbers min and max");
            return otherwise;
        }
        SelectionCount select = new SelectionCount(min.intValue(), max.intValue());
        if (kind == Kind.SINGLE && (select.min() != 1 || select.max() != 1)) {
            fields.fault("select", "must be 1 where type is \"single\"; \"multiple\" allows more");
            return otherwise;
        }
        if (select.min() < 1 || select.max() < select.min() || select.max() > Math.max(1, choices.size())) {
            fields.fault("select", "must be from 1 to the number of choices, min not above max");
        } else if (otherwise.max() < select.min() || otherwise.max() > select.max()) {
            mismatch("select is from " + select.min() + " to " + select.max(), otherwise.max());
        }
        return select;
    }

    private void mismatch(String select, int correct) {
        fields.problems()
                .add(Problem.error(
                        "select-count-mismatch",
                        fields.line(),
                        select + ", but " + correct + " choices are correct; mend one of them."));
    }

    private void readChoices() {
        Set<String> ids = new HashSet<>();
        for (JsonFields choice : fields.objects("choices", "objects with id, text and correct", CHOICE_FIELDS)) {
            String id = choice.text("id", true);
            String text = choice.text("text", true);
            JsonNode correct = choice.get("correct");
            if (correct != null && !correct.isBoolean()) {
                choice.fault("choices.correct", "must be true or false");
            }
            if (id != null && (id.isBlank() || id.length() > 40)) {
                choice.fault("choices.id", "must have 1 to 40 characters");
            } else if (id != null && text != null) {
                if (!ids.add(id)) {
                    choice.fault("choices.id", "\"" + id + "\" stands twice");
                }
                choices.add(new DraftChoice(id, text, correct != null && correct.asBoolean()));
                if (choice.has("weight")) {
                    weights.put(id, choice.fraction("weight", Fraction.ZERO));
                }
            }
        }
    }
}
