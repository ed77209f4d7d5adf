/** Benchmarks of a whole system, each figure beside a baseline of the same run. */
@NullMarked
package io.gradeflow.bench;

import org.jspecify.annotations.NullMarked;
