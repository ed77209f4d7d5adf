package io.gradeflow.question.exporting.writers;

import java.util.Optional;

/** A bank's pictures, for formats that take them along. */
@FunctionalInterface
public interface Pictures {

    /** The bytes; empty where the bank has none of that name. */
    Optional<byte[]> of(String name);

    /** Whether the bank has it. */
    default boolean has(String name) {
        return of(name).isPresent();
    }
}
