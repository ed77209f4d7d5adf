/** Whether an answer costs more once many are stored. */
@NullMarked
package io.gradeflow.bench.grow;

import org.jspecify.annotations.NullMarked;
