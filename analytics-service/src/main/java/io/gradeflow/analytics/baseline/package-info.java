/** What benchmarks hold figures against. */
@NullMarked
package io.gradeflow.analytics.baseline;

import org.jspecify.annotations.NullMarked;
