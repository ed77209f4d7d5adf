package io.gradeflow.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a service says that can be asked of it.
 *
 * @param path with names in braces, from the root
 * @param bodies their schemas by media type; none where nothing is sent
 * @param document in which references are looked up
 */
record Operation(
        String service,
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> bodies,
        JsonNode document) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String name, String in, boolean isRequired, JsonNode schema, JsonNode example) {}

    /** All of a document. */
    static List<Operation> of(String service, JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                service,
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                parameters(document, path.getValue(), method.getValue()),
                                bodies(document, method.getValue()),
                                document))));
        return operations;
    }

    private static List<Parameter> parameters(JsonNode document, JsonNode path, JsonNode method) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode owner : List.of(path, method)) {
            for (JsonNode each : owner.path("parameters")) {
                JsonNode parameter = resolved(document, each);
                parameters.add(new Parameter(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        parameter.path("required").asBoolean(),
                        parameter.path("schema"),
                        parameter.path("example")));
            }
        }
        return parameters;
    }

    /** A schema, with an example beside it where the document gives one. */
    private static Map<String, JsonNode> bodies(JsonNode document, JsonNode method) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        resolved(document, method.path("requestBody"))
                .path("content")
                .properties()
                .forEach(content -> bodies.put(content.getKey(), content.getValue()));
        return bodies;
    }

    /** What a node stands for, if it refers to another. */
    static JsonNode resolved(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
