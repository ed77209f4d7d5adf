/** Who of the staff did what, when, on which, and what came of it. */
@NullMarked
package io.gradeflow.platform.audit;

import org.jspecify.annotations.NullMarked;
