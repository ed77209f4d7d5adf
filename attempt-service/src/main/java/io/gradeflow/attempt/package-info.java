/** attempt-service: attempts, answers made durable, and what became of them. */
@NullMarked
package io.gradeflow.attempt;

import org.jspecify.annotations.NullMarked;
