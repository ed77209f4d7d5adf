/** Every error as a problem of RFC 9457, with a stable code and nothing internal in it. */
@NullMarked
package io.gradeflow.platform.problem;

import org.jspecify.annotations.NullMarked;
