package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Makes values that a schema describes. */
final class Specimen {

    private static final int DEEPEST = 6;
    private static final int TRIES = 10;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode document;
    private final Random random;
    private final Function<String, String> named;

    /** @param named what a field or parameter of that name may hold; empty where any value will do */
    Specimen(JsonNode document, Random random, Function<String, String> named) {
        this.document = document;
        this.random = random;
        this.named = named;
    }

    /** @param content a media type's, with its schema and examples */
    JsonNode ofContent(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        if (content.has("example")) {
            examples.add(content.path("example"));
        }
        content.path("examples")
                .forEach(example ->
                        examples.add(Operation.resolved(document, example).path("value")));
        Operation.resolved(document, content.path("schema")).path("examples").forEach(examples::add);
        if (!examples.isEmpty() && random.nextInt(3) > 0) {
            return withNames(some(examples).deepCopy());
        }
        return withNames(of(content.path("schema"), 0));
    }

    /** As its example is, where it has one, most of the time. */
    String of(Operation.Parameter parameter) {
        return parameter.example().isMissingNode() || random.nextInt(3) == 0
                ? of(parameter.schema(), 0).asText()
                : parameter.example().asText();
    }

    private JsonNode of(JsonNode unresolved, int depth) {
        JsonNode schema = Operation.resolved(document, unresolved);
        List<JsonNode> examples = new ArrayList<>();
        schema.path("examples").forEach(examples::add);
        if (!examples.isEmpty() && random.nextBoolean()) {
            return some(examples).deepCopy();
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            JsonNode options = schema.path(choice);
            if (!options.isEmpty()) {
                return of(options.get(random.nextInt(options.size())), depth + 1);
            }
        }
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(1 + random.nextInt(5));
            case "number" -> NODES.numberNode(random.nextInt(10) / 2.0);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text(schema.path("format").asText()));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asText().equals("null")) {
                    return one.asText();
                }
            }
        }
        return type.isTextual() ? type.asText() : schema.has("properties") ? "object" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextInt(3) > 0) {
                object.set(property.getKey(), of(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < random.nextInt(4); i++) {
            array.add(of(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode some(List<JsonNode> examples) {
        return examples.get(random.nextInt(examples.size()));
    }

    private String text(String format) {
        return switch (format) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date" -> "2026-03-0" + (1 + random.nextInt(9));
            case "date-time" -> "2026-03-0" + (1 + random.nextInt(9)) + "T08:00:00Z";
            default ->
                List.of("A", "B", "practice", "exam", "part-a", "some words", "1")
                        .get(random.nextInt(7));
        };
    }

    /** Puts what there is in the place of what only looks like it; not the same twice, if it can be helped. */
    private JsonNode withNames(JsonNode node) {
        return withNames(node, new HashSet<>());
    }

    private JsonNode withNames(JsonNode node, Set<String> used) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String known = another(field.getKey(), used);
                if (field.getValue().isTextual() && !known.isEmpty()) {
                    field.setValue(NODES.textNode(known));
                } else if (field.getValue().path(0).isTextual() && !known.isEmpty()) {
                    field.setValue(NODES.arrayNode().add(known));
                } else {
                    withNames(field.getValue(), used);
                }
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(each -> withNames(each, used));
        }
        return node;
    }

    private String another(String field, Set<String> used) {
        String known = named.apply(field);
        for (int time = 0; time < TRIES && used.contains(known); time++) {
            known = named.apply(field);
        }
        if (!known.isEmpty()) {
            used.add(known);
        }
        return known;
    }
}
