/** One trace from a call to all that comes of it, across the log. */
@NullMarked
package io.gradeflow.platform.tracing;

import org.jspecify.annotations.NullMarked;
