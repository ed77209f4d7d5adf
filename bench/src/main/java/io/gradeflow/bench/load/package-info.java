/** Calls sent at times that were laid down beforehand, and how long their answers took. */
@NullMarked
package io.gradeflow.bench.load;

import org.jspecify.annotations.NullMarked;
