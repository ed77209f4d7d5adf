/** Many attempts started at once. */
@NullMarked
package io.gradeflow.bench.storm;

import org.jspecify.annotations.NullMarked;
