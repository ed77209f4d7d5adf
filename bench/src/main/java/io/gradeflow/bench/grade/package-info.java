/** How quickly one grader gets through what waits. */
@NullMarked
package io.gradeflow.bench.grade;

import org.jspecify.annotations.NullMarked;
