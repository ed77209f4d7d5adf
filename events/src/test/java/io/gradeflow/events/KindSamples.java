package io.gradeflow.events;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.grading.TextRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came with further kinds of question and ways to score: golden files that end with {@link #name}. */
enum KindSamples {
    SINGLE(
            Kind.SINGLE,
            choices("A bucket", "A disk"),
            null,
            ChoiceKey.allOrNothing(List.of("A")),
            ChoiceResponse.of(List.of("B"))),
    RIGHT_MINUS_WRONG(
            Kind.MULTIPLE,
            choices("A bucket", "A disk", "A prefix"),
            null,
            ChoiceKey.rightMinusWrong(List.of("A", "C"), BigDecimal.ONE),
            ChoiceResponse.of(List.of("A"))),
    OPTION_WEIGHTS(
            Kind.MULTIPLE,
            choices("A bucket", "A disk", "A prefix"),
            null,
            ChoiceKey.weighted(
                    List.of("A", "C"),
                    new TreeMap<>(Map.of("A", Fraction.of(1, 3), "B", Fraction.of(-1, 2), "C", Fraction.of(2, 3))),
                    BigDecimal.ONE),
            ChoiceResponse.of(List.of("C"))),
    MAP_RESPONSE(
            Kind.MULTIPLE,
            choices("A bucket", "A disk", "A prefix"),
            null,
            ChoiceKey.mapped(
                    List.of("A", "C"),
                    new OptionPoints(
                            new TreeMap<>(Map.of("A", Fraction.ONE, "C", Fraction.ONE)),
                            Fraction.of(-2, 1),
                            Fraction.ZERO,
                            Fraction.of(2, 1)),
                    BigDecimal.TWO),
            ChoiceResponse.of(List.of("A", "C"))),
    TRUE_FALSE(
            Kind.TRUE_FALSE,
            List.of(new Choice("true", "True"), new Choice("false", "False")),
            null,
            ChoiceKey.allOrNothing(List.of("false")),
            ChoiceResponse.of(List.of("true"))),
    SHORT_TEXT(
            Kind.SHORT_TEXT,
            List.of(),
            null,
            new TextKey(
                    List.of(new TextAnswer("S3", Fraction.ONE), new TextAnswer("*storage*", Fraction.of(1, 2))),
                    TextRules.LENIENT,
                    BigDecimal.ONE),
            new TextResponse("Simple Storage Service")),
    NUMERIC(
            Kind.NUMERIC,
            List.of(),
            null,
            new NumericKey(
                    List.of(NumericRange.around(new BigDecimal("99.9"), new BigDecimal("0.05"), Fraction.ONE)),
                    BigDecimal.ONE),
            new NumberResponse(new BigDecimal("99.95"))),
    MATCHING(
            Kind.MATCHING,
            choices("Block", "File", "Object"),
            List.of(new Choice("1", "A bucket"), new Choice("2", "A disk")),
            new MatchingKey(new TreeMap<>(Map.of("1", "C", "2", "A")), MatchingPolicy.PER_PAIR, BigDecimal.ONE),
            new PairsResponse(new TreeMap<>(Map.of("1", "C", "2", "B")))),
    ORDERING(
            Kind.ORDERING,
            choices("Hours", "Milliseconds", "Seconds"),
            null,
            new OrderingKey(List.of("B", "C", "A"), OrderingPolicy.PER_NEIGHBOUR, BigDecimal.ONE),
            new OrderResponse(List.of("A", "B", "C")));

    private static final UUID BANK = UUID.fromString("0198a000-0000-7000-8000-000000000001");
    private static final UUID TOPIC = UUID.fromString("0198a000-0000-7000-8000-000000000002");
    private static final UUID QUESTION = UUID.fromString("0198a000-0000-7000-8000-000000000003");
    private static final UUID ATTEMPT = UUID.fromString("0198a000-0000-7000-8000-000000000004");
    private static final UUID ANSWER = UUID.fromString("0198a000-0000-7000-8000-000000000005");
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

    private final Kind kind;
    private final List<Choice> choices;
    private final @Nullable List<Choice> prompts;
    private final AnswerKey key;
    private final Response response;

    KindSamples(Kind kind, List<Choice> choices, @Nullable List<Choice> prompts, AnswerKey key, Response response) {
        this.kind = kind;
        this.choices = choices;
        this.prompts = prompts;
        this.key = key;
        this.response = response;
    }

    Kind kind() {
        return kind;
    }

    AnswerKey key() {
        return key;
    }

    Response response() {
        return response;
    }

    Stream<Event> events() {
        AnswerSubmitted submitted = new AnswerSubmitted(
                ANSWER,
                1,
                ATTEMPT,
                7,
                "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10",
                BANK,
                "practice",
                List.of("everyone"),
                QUESTION,
                3,
                response,
                41_250L,
                NOW,
                1,
                null,
                null);
        int most = kind == Kind.MULTIPLE ? choices.size() : kind.isTicked() ? 1 : 0;
        return Stream.of(
                new QuestionPublished(
                        QUESTION,
                        3,
                        BANK,
                        "cb-017",
                        QuestionPublished.State.PUBLISHED,
                        4,
                        null,
                        kind,
                        "What is it?",
                        choices,
                        new QuestionPublished.SelectionCount(Math.min(1, most), most),
                        List.of(TOPIC),
                        prompts),
                new AnswerKeyPublished(QUESTION, 3, BANK, 1, key, "It is as the guide says.", null),
                submitted,
                AnswerGraded.of(submitted, 1, Grading.grade(key, response)));
    }

    private static List<Choice> choices(String... texts) {
        return Stream.of(texts)
                .map(text ->
                        new Choice(String.valueOf((char) ('A' + List.of(texts).indexOf(text))), text))
                .toList();
    }
}
