package io.gradeflow.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a learner is told, in a form in which it can be compared with what another is told of another bank: ids, times, names
 * of banks and seals are replaced by what they are; a question's place, which a seed decides, by the question's number; what
 * the seed puts in order comes in the order of numbers and ids. How much waits in the whole system, since when, and how much was
 * counted, which is the id of an event of figures, passes.
 */
final class Told {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final Pattern SEALED = Pattern.compile("eyJ[\\w-]+\\.(eyJ[\\w-]+)\\.[\\w-]+");
    private static final Pattern NUMBER = Pattern.compile("Question (\\d+)\\?");
    private static final String DATA = "data:";
    private static final String ID_OF_EVENT = "id:";
    private static final Set<String> PASSING = Set.of("asOf", "lagMillis", "pending");
    private static final Set<String> PASSING_HEADERS = Set.of(
            "date",
            "content-length",
            "gradeflow-as-of",
            "gradeflow-lag-millis",
            "gradeflow-pending-live",
            "gradeflow-pending-slow");

    private final List<String> slugs;
    private final Map<Integer, Integer> numbers = new HashMap<>();

    Told(List<String> slugs) {
        this.slugs = slugs;
    }

    /** Learns at which position of the attempt which question stands. */
    Map<Integer, Integer> positions(String attempt) {
        Map<Integer, Integer> positions = new TreeMap<>();
        for (JsonNode question : parse(attempt).get("questions")) {
            int position = question.get("position").intValue();
            numbers.put(position, number(question.get("stem").textValue()));
            positions.put(number(question.get("stem").textValue()), position);
        }
        return positions;
    }

    String of(Caller.Reply reply) {
        String headers = new TreeMap<>(reply.headers())
                .entrySet().stream()
                        .filter(header ->
                                !PASSING_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                        .map(header -> header.getKey() + ": " + plain(String.join(", ", header.getValue())))
                        .collect(Collectors.joining("\n"));
        return reply.status() + "\n" + headers + "\n" + body(reply);
    }

    /** Lines of a stream, but for those that keep it alive. */
    String events(List<String> lines) {
        boolean figures = lines.contains("event:figures");
        return lines.stream()
                .filter(line -> !line.isEmpty() && !line.equals(":"))
                .map(line -> figures && line.startsWith(ID_OF_EVENT) ? ID_OF_EVENT + "<passing>" : line)
                .map(line -> line.startsWith(DATA) ? DATA + json(line.substring(DATA.length())) : plain(line))
                .collect(Collectors.joining("\n"));
    }

    /** The questions of an attempt's view that stand without an answer. */
    String unanswered(String attempt) {
        ArrayNode questions = MAPPER.createArrayNode();
        parse(attempt).get("questions").forEach(question -> {
            if (!question.hasNonNull("answer")) {
                questions.add(question);
            }
        });
        return normal(questions).toPrettyString();
    }

    private String body(Caller.Reply reply) {
        if (reply.contentType().contains("json")) {
            return json(reply.body());
        }
        if (reply.contentType().startsWith("text/event-stream")) {
            return events(reply.body().lines().toList());
        }
        return reply.contentType().startsWith("text/csv") ? table(reply.body()) : plain(reply.body());
    }

    /** Its first column is the position, where its rows are questions. */
    private String table(String text) {
        return plain(text)
                .lines()
                .map(row -> NUMBER.matcher(row).find() ? number(row) + row.substring(row.indexOf(',')) : row)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private String json(String text) {
        return normal(parse(text)).toPrettyString();
    }

    private JsonNode normal(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> normal(object);
            case ArrayNode array -> normal(array);
            case TextNode text -> TextNode.valueOf(plain(text.textValue()));
            default -> node;
        };
    }

    private ObjectNode normal(ObjectNode object) {
        ObjectNode copy = MAPPER.createObjectNode();
        boolean figures = object.has("topics");
        object.properties().forEach(field -> {
            boolean passes = figures && PASSING.contains(field.getKey());
            copy.set(field.getKey(), passes ? TextNode.valueOf("<passing>") : field(field.getKey(), field.getValue()));
        });
        return copy;
    }

    private ArrayNode normal(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        elements.sort(Comparator.comparing(this::place));
        ArrayNode copy = MAPPER.createArrayNode();
        elements.forEach(element -> copy.add(normal(element)));
        return copy;
    }

    private JsonNode field(String name, JsonNode value) {
        if (name.equals("position") && value.isInt()) {
            return IntNode.valueOf(numbers.getOrDefault(value.intValue(), value.intValue()));
        }
        return normal(value);
    }

    /** What is in no seed's order keeps its own: all its places are equal. */
    private String place(JsonNode element) {
        if (element.path("position").isInt()) {
            return "%03d".formatted(numbers.getOrDefault(element.get("position").intValue(), 0));
        }
        return element.has("id") && element.has("text") ? element.get("id").textValue() : "";
    }

    private static int number(String stem) {
        Matcher number = NUMBER.matcher(stem);
        if (!number.find()) {
            throw new IllegalArgumentException("no question of the twin banks: " + stem);
        }
        return Integer.parseInt(number.group(1));
    }

    private String plain(String text) {
        String plain = SEALED.matcher(text).replaceAll(seal -> Matcher.quoteReplacement(content(seal.group(1))));
        plain = TIME.matcher(plain).replaceAll("<time>");
        plain = ID.matcher(plain).replaceAll("<id>");
        for (String slug : slugs) {
            plain = plain.replace(slug, "<bank>");
        }
        return plain;
    }

    /** What a receipt states is compared, its seal isn't. */
    private String content(String encoded) {
        return json(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }
}
