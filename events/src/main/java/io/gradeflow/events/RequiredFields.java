package io.gradeflow.events;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was read to the contract's nullness: a component that isn't {@link Nullable} must be there. Jackson alone
 * would hand on an event with holes in it, and the holes would surface far from here.
 */
final class RequiredFields {

    private static final Map<Class<?>, List<RecordComponent>> REQUIRED = new ConcurrentHashMap<>();

    private RequiredFields() {}

    static void check(@Nullable Object value) {
        if (value == null) {
            throw new UnreadableEventException("the JSON text is null");
        }
        for (RecordComponent component : REQUIRED.computeIfAbsent(value.getClass(), RequiredFields::of)) {
            if (read(component, value) == null) {
                throw missing(value.getClass(), component.getName());
            }
        }
    }

    static UnreadableEventException missing(Class<?> type, String field) {
        return new UnreadableEventException(type.getSimpleName() + " lacks the field " + field);
    }

    private static List<RecordComponent> of(Class<?> type) {
        if (!type.isRecord()) {
            return List.of();
        }
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getType().isPrimitive())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .toList();
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + component, e);
        }
    }
}
