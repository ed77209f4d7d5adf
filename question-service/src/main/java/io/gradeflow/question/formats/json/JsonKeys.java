package io.gradeflow.question.formats.json;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.question.formats.DraftCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of questions whose answers are typed; null where one has a fault, which is reported. */
final class JsonKeys {

    private static final Set<String> TEXT_FIELDS = Set.of("text", "weight");
    private static final Set<String> NUMBER_FIELDS = Set.of("value", "tolerance", "min", "max", "weight");

    private JsonKeys() {}

    static @Nullable AnswerKey text(JsonFields fields, BigDecimal maximum) {
        List<TextAnswer> accepted = new ArrayList<>();
        for (JsonFields answer : fields.objects("answers", "{\"text\", \"weight\"}", TEXT_FIELDS)) {
            String text = answer.text("text", true);
            Fraction weight = answer.fraction("weight", Fraction.ONE);
            if (text != null && text.length() > DraftCheck.MAX_ACCEPTED_TEXT) {
                fields.fault("answers.text", "must have at most " + DraftCheck.MAX_ACCEPTED_TEXT + " characters");
            } else if (text != null) {
                TextAnswer made = fields.made("answers", () -> new TextAnswer(text, weight));
                if (made != null) {
                    accepted.add(made);
                }
            }
        }
        TextRules rules = new TextRules(
                fields.flag("caseSensitive"),
                fields.constant("spaces", TextRules.Spaces.COLLAPSE, TextRules.Spaces.class));
        return fields.isFaulty() || isTooMany(fields, accepted)
                ? null
                : fields.made("answers", () -> new TextKey(accepted, rules, maximum));
    }

    static @Nullable AnswerKey numeric(JsonFields fields, BigDecimal maximum) {
        List<NumericRange> accepted = new ArrayList<>();
        for (JsonFields answer :
                fields.objects("answers", "{\"value\", \"tolerance\"} or {\"min\", \"max\"}", NUMBER_FIELDS)) {
            NumericRange range = range(answer);
            if (range != null) {
                accepted.add(range);
            }
        }
        return fields.isFaulty() || isTooMany(fields, accepted)
                ? null
                : fields.made("answers", () -> new NumericKey(accepted, maximum));
    }

    private static @Nullable NumericRange range(JsonFields answer) {
        BigDecimal value = answer.decimal("value");
        BigDecimal tolerance = answer.decimal("tolerance");
        BigDecimal min = answer.decimal("min");
        BigDecimal max = answer.decimal("max");
        Fraction weight = answer.fraction("weight", Fraction.ONE);
        if (value != null && min == null && max == null) {
            return answer.made(
                    "answers",
                    () -> NumericRange.around(value, tolerance == null ? BigDecimal.ZERO : tolerance, weight));
        }
        if (value == null && tolerance == null && min != null && max != null) {
            return answer.made("answers", () -> new NumericRange(min, max, weight));
        }
        answer.fault("answers", "must have value and perhaps tolerance, or min and max");
        return null;
    }

    private static boolean isTooMany(JsonFields fields, List<?> accepted) {
        if (accepted.size() <= DraftCheck.MAX_ACCEPTED) {
            return false;
        }
        fields.fault("answers", "must have at most " + DraftCheck.MAX_ACCEPTED + " entries");
        return true;
    }
}
