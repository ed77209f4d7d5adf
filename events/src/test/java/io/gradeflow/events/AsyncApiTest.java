package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds {@code asyncapi.yaml} to the records. Where it fails, bring the file up to date. */
class AsyncApiTest {

    private static final JsonNode API = read();

    @ParameterizedTest
    @EnumSource(Topic.class)
    void shouldHaveEachTopicWithItsEvents(Topic topic) {
        JsonNode channel = API.path("channels").path(topic.topicName());

        assertThat(channel.path("address").asText()).isEqualTo(topic.topicName());
        assertThat(names(channel.path("messages")))
                .isEqualTo(Arrays.stream(EventType.values())
                        .filter(type -> type.topics().contains(topic))
                        .map(type -> type.record().getSimpleName())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void shouldHaveEachEventWithItsFields(EventType type) {
        JsonNode message =
                API.path("components").path("messages").path(type.record().getSimpleName());

        assertThat(message.path("name").asText()).isEqualTo(type.cloudEventsType());
        assertSameFields(message.path("payload"), type.record());
    }

    @Test
    void shouldHaveNoTopicAndNoEventBesides() {
        assertThat(names(API.path("channels"))).hasSize(Topic.values().length);
        assertThat(names(API.path("components").path("messages"))).hasSize(EventType.values().length);
    }

    private static void assertSameFields(JsonNode schema, Class<?> type) {
        Set<String> fields = new HashSet<>();
        Set<String> required = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
            JsonNode property = schema.path("properties").path(component.getName());
            Class<?> nested = elementType(component);
            if (nested.isRecord() && !property.has("$ref")) {
                assertSameFields(property.has("items") ? property.path("items") : property, nested);
            }
        }
        assertThat(names(schema.path("properties"))).as(type.getSimpleName()).isEqualTo(fields);
        assertThat(StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet()))
                .as("required of " + type.getSimpleName())
                .isEqualTo(required);
    }

    private static Class<?> elementType(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : component.getType();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read() {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
