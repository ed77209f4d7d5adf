/** A writer for each format, and what a format can't hold; the twin of {@code formats}. */
@NullMarked
package io.gradeflow.question.exporting.writers;

import org.jspecify.annotations.NullMarked;
