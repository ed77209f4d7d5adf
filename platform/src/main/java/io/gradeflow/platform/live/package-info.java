/** States that clients watch as server-sent events. */
@NullMarked
package io.gradeflow.platform.live;

import org.jspecify.annotations.NullMarked;
