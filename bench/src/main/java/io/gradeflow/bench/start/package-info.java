/** How soon services start, and what they hold at rest. */
@NullMarked
package io.gradeflow.bench.start;

import org.jspecify.annotations.NullMarked;
