/** Questions as their authors see them, keys and all. */
@NullMarked
package io.gradeflow.question.browsing;

import org.jspecify.annotations.NullMarked;
