/** Starting, showing and finishing an attempt. */
@NullMarked
package io.gradeflow.attempt.attempts;

import org.jspecify.annotations.NullMarked;
