/** How far the figures reach, and what is still on its way to them. */
@NullMarked
package io.gradeflow.analytics.freshness;

import org.jspecify.annotations.NullMarked;
