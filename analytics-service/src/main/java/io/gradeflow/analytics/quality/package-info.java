/** How good items and tests are, for those who make and give them. */
@NullMarked
package io.gradeflow.analytics.quality;

import org.jspecify.annotations.NullMarked;
