/** Files of questions in, a verdict on each question out. */
@NullMarked
package io.gradeflow.question.importing;

import org.jspecify.annotations.NullMarked;
