/** Who did what to a question, when and why. */
@NullMarked
package io.gradeflow.question.journal;

import org.jspecify.annotations.NullMarked;
