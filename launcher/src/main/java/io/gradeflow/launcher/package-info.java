/** The program behind {@code ./gradeflow}. */
@NullMarked
package io.gradeflow.launcher;

import org.jspecify.annotations.NullMarked;
