/** How quickly graded answers get into the figures. */
@NullMarked
package io.gradeflow.bench.count;

import org.jspecify.annotations.NullMarked;
