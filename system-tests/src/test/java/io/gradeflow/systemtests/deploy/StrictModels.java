package io.gradeflow.systemtests.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Says what in an object isn't as its kind wants it: by the typed models of Kubernetes, or by the definition of a custom resource. */
final class StrictModels {

    private static final String DEFINITIONS = "GRADEFLOW_REAL_DATA";

    private final KubernetesSerialization kinds = new KubernetesSerialization();
    private final ObjectMapper strict = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
            .configure(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, true)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                /** The models keep fields that they don't know; here these are mistakes. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });
    private final Map<String, JsonSchema> definitions;

    StrictModels() {
        this.definitions = definitions().map(StrictModels::read).orElse(Map.of());
    }

    /** The folder of custom resource definitions, if there is one here. */
    static Optional<Path> definitions() {
        return Optional.ofNullable(System.getenv(DEFINITIONS))
                .map(data -> Path.of(data).resolve("crds"))
                .filter(Files::isDirectory);
    }

    /** Whether objects of the kind are checked by a model that is always here. */
    boolean hasModel(JsonNode object) {
        return model(object) != null;
    }

    List<String> faults(JsonNode object) {
        String kind = kind(object);
        List<String> faults = new ArrayList<>();
        Class<?> model = model(object);
        if (model != null) {
            try {
                strict.treeToValue(object, model);
            } catch (JsonProcessingException e) {
                faults.add(e.getOriginalMessage() + " in " + kind + " " + Overlay.name(object));
            }
        }
        JsonSchema definition = definitions.get(kind);
        if (definition != null) {
            definition
                    .validate(object)
                    .forEach(message -> faults.add(kind + " " + Overlay.name(object) + ": " + message));
        } else if (model == null && definitions().isPresent()) {
            faults.add(kind + " is known neither as a model nor by a definition");
        }
        return faults;
    }

    private Class<?> model(JsonNode object) {
        Class<?> model = kinds.getRegisteredKubernetesResource(
                object.path("apiVersion").asText(), object.path("kind").asText());
        return model == null ? strimzi(object) : model;
    }

    private static Class<?> strimzi(JsonNode object) {
        if (!object.path("apiVersion").asText().startsWith("kafka.strimzi.io/")) {
            return null;
        }
        String kind = object.path("kind").asText();
        String home = "io.strimzi.api.kafka.model.";
        for (String room : List.of("kafka.", "nodepool.", "topic.", "user.")) {
            try {
                return Class.forName(home + room + kind);
            } catch (ClassNotFoundException e) {
                // another of its packages has it
            }
        }
        throw new AssertionError("Strimzi has no " + kind);
    }

    private static String kind(JsonNode object) {
        return object.path("apiVersion").asText() + " " + object.path("kind").asText();
    }

    private static Map<String, JsonSchema> read(Path directory) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        Map<String, JsonSchema> read = new HashMap<>();
        for (Path file : Yaml.files(directory, ".yaml")) {
            for (JsonNode definition : Yaml.documents(file)) {
                for (JsonNode version : definition.at("/spec/versions")) {
                    JsonNode schema = version.at("/schema/openAPIV3Schema");
                    close(schema);
                    read.put(
                            definition.at("/spec/group").asText() + "/"
                                    + version.path("name").asText() + " "
                                    + definition.at("/spec/names/kind").asText(),
                            factory.getSchema(schema));
                }
            }
        }
        return read;
    }

    /** An API server drops what a definition doesn't name; here it is a mistake. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        for (String field : new TreeSet<>(names(schema))) {
            close(schema.get(field));
        }
        if (schema.isArray()) {
            schema.forEach(StrictModels::close);
        }
    }

    private static List<String> names(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
