/** Whether twice as many graders grade twice as much. */
@NullMarked
package io.gradeflow.bench.scale;

import org.jspecify.annotations.NullMarked;
