/** analytics-service: exact figures, live, with how far they reach. */
@NullMarked
package io.gradeflow.analytics;

import org.jspecify.annotations.NullMarked;
