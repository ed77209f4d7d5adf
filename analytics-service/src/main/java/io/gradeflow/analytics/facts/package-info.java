/** Each answer once, and the sums derived from it. */
@NullMarked
package io.gradeflow.analytics.facts;

import org.jspecify.annotations.NullMarked;
