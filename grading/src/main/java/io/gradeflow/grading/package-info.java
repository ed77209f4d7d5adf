/**
 * What is right and how much it is worth: responses, answer keys, scoring policies and {@link io.gradeflow.grading.Grading#grade}.
 * Pure functions over immutable values; nothing here knows of HTTP, Kafka, JSON or a clock.
 */
@NullMarked
package io.gradeflow.grading;

import org.jspecify.annotations.NullMarked;
