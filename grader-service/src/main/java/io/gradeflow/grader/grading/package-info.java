/** Answers in, grades out, in two lanes. */
@NullMarked
package io.gradeflow.grader.grading;

import org.jspecify.annotations.NullMarked;
