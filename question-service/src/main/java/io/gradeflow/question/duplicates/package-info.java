/** Questions that say almost the same, told of and never dropped. */
@NullMarked
package io.gradeflow.question.duplicates;

import org.jspecify.annotations.NullMarked;
