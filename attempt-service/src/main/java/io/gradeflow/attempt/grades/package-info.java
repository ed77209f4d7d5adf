/** The grades that come back. */
@NullMarked
package io.gradeflow.attempt.grades;

import org.jspecify.annotations.NullMarked;
