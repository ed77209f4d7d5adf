/** Questions as their authors see them, with what is right. */
@NullMarked
package io.gradeflow.question.browsing;

import org.jspecify.annotations.NullMarked;
