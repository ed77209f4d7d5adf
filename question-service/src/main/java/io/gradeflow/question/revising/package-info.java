/** What becomes of a question when somebody sends it, in a file or by itself: nothing, other particulars, or a new revision. */
@NullMarked
package io.gradeflow.question.revising;

import org.jspecify.annotations.NullMarked;
