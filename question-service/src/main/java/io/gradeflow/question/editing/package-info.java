/** Questions written and changed one at a time, and moved from state to state. */
@NullMarked
package io.gradeflow.question.editing;

import org.jspecify.annotations.NullMarked;
