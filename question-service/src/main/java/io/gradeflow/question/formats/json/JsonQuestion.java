package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.DraftCheck;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.topic.TopicPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A question as an object of a line has it, whatever its kind. */
record JsonQuestion(JsonFields fields) {

    private static final Set<String> COMMON = Set.of("externalId", "type", "stem", "topics", "explanation", "maximum");

    private static final Map<Kind, Set<String>> FIELDS = Map.of(
            Kind.SINGLE, Set.of("choices", "select", "scoring", "otherwise", "least", "most"),
            Kind.MULTIPLE, Set.of("choices", "select", "scoring", "otherwise", "least", "most"),
            Kind.TRUE_FALSE, Set.of("answer"),
            Kind.SHORT_TEXT, Set.of("answers", "caseSensitive", "spaces"),
            Kind.NUMERIC, Set.of("answers"),
            Kind.MATCHING, Set.of("pairs", "distractors", "scoring"),
            Kind.ORDERING, Set.of("order", "scoring"));

    /** Null where an error was found. */
    @Nullable
    Draft draft() {
        Kind kind = kind();
        fields.unknown(Stream.concat(COMMON.stream(), FIELDS.getOrDefault(kind, Set.of()).stream())
                .collect(Collectors.toSet()));
        About about = new About(
                externalId(),
                String.valueOf(fields.text("stem", true)),
                topics(),
                fields.text("explanation", false),
                maximum());
        Draft draft = switch (kind) {
            case SINGLE, MULTIPLE -> new JsonChoices(fields).draft(kind, about);
            case TRUE_FALSE -> trueFalse(about);
            case SHORT_TEXT -> typed(kind, about, JsonKeys.text(fields, about.maximum()));
            case NUMERIC -> typed(kind, about, JsonKeys.numeric(fields, about.maximum()));
            case MATCHING -> matching(about);
            case ORDERING -> ordering(about);
        };
        List<DraftChoice> choices = draft == null ? List.of() : draft.choices();
        DraftCheck.lengths(about.stem(), choices, about.explanation(), fields.line(), fields.problems());
        if (draft == null || fields.isFaulty()) {
            return null;
        }
        DraftCheck.encoding(draft.toString(), fields.line(), fields.problems());
        DraftCheck.key(draft, fields.line(), fields.problems());
        return fields.isFaulty() ? null : namesNone() ? draft.withTopics(List.of()) : draft;
    }

    /** Whether somebody said that it has no topics, rather than nothing of them. */
    private boolean namesNone() {
        JsonNode topics = fields.get("topics");
        return topics != null && topics.isEmpty();
    }

    private Kind kind() {
        String type = fields.text("type", true);
        for (Kind kind : Kind.values()) {
            if (name(kind).equals(type)) {
                return kind;
            }
        }
        if (type != null) {
            fields.fault(
                    "type",
                    "must be one of "
                            + Arrays.stream(Kind.values())
                                    .map(JsonQuestion::name)
                                    .collect(Collectors.joining(", "))
                            + "; questions of another kind can't be asked here");
        }
        return Kind.SINGLE;
    }

    /** Whether a kind of question goes by that name here. */
    static boolean isType(String name) {
        return Arrays.stream(Kind.values()).anyMatch(kind -> name(kind).equals(name));
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private BigDecimal maximum() {
        BigDecimal maximum = fields.decimal("maximum");
        if (maximum == null) {
            return BigDecimal.ONE;
        }
        if (!About.isMaximum(maximum)) {
            fields.fault("maximum", "must be above 0, at most 1000, with at most 6 decimals");
            return BigDecimal.ONE;
        }
        return maximum;
    }

    private @Nullable Draft trueFalse(About about) {
        JsonNode answer = fields.get("answer");
        if (answer == null || !answer.isBoolean()) {
            fields.fault("answer", "must be true or false");
            return null;
        }
        return TrueFalse.draft(
                about.externalId(),
                about.stem(),
                answer.asBoolean(),
                about.maximum(),
                about.topics(),
                about.explanation());
    }

    private @Nullable Draft typed(Kind kind, About about, @Nullable AnswerKey key) {
        return key == null ? null : Draft.typed(about, kind, key);
    }

    private @Nullable Draft matching(About about) {
        List<Pair> pairs = new ArrayList<>();
        for (JsonFields pair : fields.objects("pairs", "{\"prompt\", \"answer\"}", Set.of("prompt", "answer"))) {
            String prompt = pair.text("prompt", true);
            String answer = pair.text("answer", true);
            if (prompt != null && answer != null) {
                pairs.add(new Pair(prompt, answer));
            }
        }
        List<String> distractors = fields.texts("distractors", false);
        MatchingPolicy policy = fields.constant("scoring", MatchingPolicy.ALL_OR_NOTHING, MatchingPolicy.class);
        DraftCheck.pairs(pairs, distractors, fields.line(), fields.problems());
        return fields.isFaulty() ? null : Draft.matching(about, pairs, distractors, policy);
    }

    private @Nullable Draft ordering(About about) {
        List<String> order = fields.texts("order", true);
        OrderingPolicy policy = fields.constant("scoring", OrderingPolicy.ALL_OR_NOTHING, OrderingPolicy.class);
        DraftCheck.items(order, fields.line(), fields.problems());
        return fields.isFaulty() ? null : Draft.ordering(about, order, policy);
    }

    private @Nullable String externalId() {
        String id = fields.text("externalId", false);
        if (id != null && (id.isBlank() || id.length() > 200)) {
            fields.fault("externalId", "must have 1 to 200 characters");
        }
        return id;
    }

    private List<String> topics() {
        Set<String> topics = new LinkedHashSet<>();
        JsonNode array = fields.get("topics");
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            fields.fault("topics", "must be an array of paths");
            return List.of();
        }
        for (JsonNode topic : array) {
            if (!topic.isTextual() || !TopicPath.isValid(topic.asText())) {
                fields.fault(
                        "topics",
                        topic + " is no topic path; write lower-case words joined by hyphens, levels apart by /");
            } else {
                topics.add(topic.asText());
            }
        }
        return List.copyOf(topics);
    }
}
