/** The revisions of a question, and what sets two of them apart. */
@NullMarked
package io.gradeflow.question.comparing;

import org.jspecify.annotations.NullMarked;
