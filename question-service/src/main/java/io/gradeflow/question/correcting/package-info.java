/** Wrong keys put right: a correction is a further version of the key. */
@NullMarked
package io.gradeflow.question.correcting;

import org.jspecify.annotations.NullMarked;
