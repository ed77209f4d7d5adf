package io.gradeflow.platform.keys;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key as people see it, and as they send it to put another one right; what doesn't belong to its kind is left out. Parts of full
 * credit are exact: {@code "1/3"}, {@code "-1/2"}, {@code "1"}.
 */
@Schema(name = "Key", example = """
        {"kind": "choice", "choices": ["A"], "policy": "all-or-nothing", "maximum": 1}""")
public record KeyView(
        @Schema(
                description =
                        "`choice`, `text`, `numeric`, `matching` or `ordering`, by the kind of question; `credit-all`, where"
                                + " everybody has full credit; `withdrawn`, where nobody has any")
        @Nullable
        String kind,

        @Schema(description = "With `choice` the ids of the choices that are right") @Nullable
        List<@Nullable String> choices,

        @Schema(
                description =
                        "How what is partly right is scored: `all-or-nothing`; with `choice` also `right-minus-wrong`,"
                                + " `option-weights`, `map-response`; with `matching` `per-pair`, `right-minus-wrong`; with"
                                + " `ordering` `per-position`, `per-neighbour`")
        @Nullable
        String policy,

        @Schema(description = "With `option-weights` and `map-response` what ticking each choice adds") @Nullable
        Options options,

        @Schema(description = "With `text` what is accepted; the first that fits decides") @Nullable
        List<@Nullable Text> texts,

        @Schema(description = "With `text` whether letter case makes a difference") @Nullable
        Boolean caseSensitive,

        @Schema(
                description =
                        "With `text` what white space counts for: `collapse`, none at the ends and any run as one;"
                                + " `ignore`, nothing; `exact`, all")
        @Nullable
        String spaces,

        @Schema(description = "With `numeric` what is accepted, bounds included; the first that fits decides") @Nullable
        List<@Nullable Range> ranges,

        @Schema(description = "With `matching` the id of the right choice by the id of each prompt") @Nullable
        Map<String, @Nullable String> pairs,

        @Schema(description = "With `ordering` the ids of all choices as they belong") @Nullable
        List<@Nullable String> order,

        @Schema(description = "Full credit; 0 where it is `withdrawn`") @Nullable
        BigDecimal maximum) {

    /**
     * @param points by choice id
     * @param otherwise of a choice without points
     * @param least no response that ticks something earns fewer
     * @param most full credit in these points
     */
    @Schema(name = "KeyOptions")
    public record Options(
            @Schema(example = "{\"A\": \"1/2\", \"C\": \"1/2\"}") @Nullable
            Map<String, @Nullable String> points,

            @Nullable String otherwise,
            @Nullable String least,
            @Nullable String most) {}

    /** @param text {@code *} stands for any text, {@code \*} for a star */
    @Schema(name = "KeyText")
    public record Text(
            @Schema(example = "S3") @Nullable String text,

            @Schema(description = "The part of full credit", example = "1") @Nullable
            String weight) {}

    @Schema(name = "KeyRange")
    public record Range(
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,

            @Schema(description = "The part of full credit", example = "1") @Nullable
            String weight) {}

    /** A key of which only the choices that are right are told. */
    public static KeyView ofChoices(@Nullable List<@Nullable String> choices) {
        return new KeyView(null, choices, null, null, null, null, null, null, null, null, null);
    }

    public static KeyView of(AnswerKey key) {
        return switch (key) {
            case ChoiceKey choice ->
                new KeyView(
                        "choice",
                        List.copyOf(choice.correct()),
                        text(choice.policy()),
                        choice.options() == null ? null : options(choice.options()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        choice.maximum());
            case TextKey text ->
                new KeyView(
                        "text",
                        null,
                        null,
                        null,
                        text.accepted().stream()
                                .map(answer ->
                                        new Text(answer.text(), answer.weight().toString()))
                                .toList(),
                        text.rules().caseSensitive(),
                        text(text.rules().spaces()),
                        null,
                        null,
                        null,
                        text.maximum());
            case NumericKey numeric ->
                new KeyView(
                        "numeric",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        numeric.accepted().stream()
                                .map(range -> new Range(
                                        range.low(),
                                        range.high(),
                                        range.weight().toString()))
                                .toList(),
                        null,
                        null,
                        numeric.maximum());
            case MatchingKey matching ->
                new KeyView(
                        "matching",
                        null,
                        text(matching.policy()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(matching.pairs()),
                        null,
                        matching.maximum());
            case OrderingKey ordering ->
                new KeyView(
                        "ordering",
                        null,
                        text(ordering.policy()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.copyOf(ordering.order()),
                        ordering.maximum());
            case CreditAllKey creditAll -> unkeyed("credit-all", creditAll.maximum());
            case WithdrawnKey withdrawn -> unkeyed("withdrawn", withdrawn.maximum());
        };
    }

    private static KeyView unkeyed(String kind, BigDecimal maximum) {
        return new KeyView(kind, null, null, null, null, null, null, null, null, null, maximum);
    }

    /** The name of a constant as these views have it. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Options options(OptionPoints options) {
        SortedMap<String, String> points = new TreeMap<>();
        options.points().forEach((choice, worth) -> points.put(choice, worth.toString()));
        return new Options(points, text(options.otherwise()), text(options.least()), text(options.most()));
    }

    private static String text(Fraction fraction) {
        return fraction.toString();
    }
}
