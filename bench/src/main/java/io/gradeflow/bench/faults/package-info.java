/** Whatever goes wrong in a system that is used: round after round, each looked after. */
@NullMarked
package io.gradeflow.bench.faults;

import org.jspecify.annotations.NullMarked;
