/** How soon an acknowledged answer is seen in the figures. */
@NullMarked
package io.gradeflow.bench.lag;

import org.jspecify.annotations.NullMarked;
