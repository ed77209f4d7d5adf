/** Whether anything grows while learners answer for long. */
@NullMarked
package io.gradeflow.bench.soak;

import org.jspecify.annotations.NullMarked;
