/** How many learners can sit an exam at the same time. */
@NullMarked
package io.gradeflow.bench.exam;

import org.jspecify.annotations.NullMarked;
