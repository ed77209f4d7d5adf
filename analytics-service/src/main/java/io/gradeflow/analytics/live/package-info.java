/** Figures as streams of events: what has changed, as it is counted, from any instance. */
@NullMarked
package io.gradeflow.analytics.live;

import org.jspecify.annotations.NullMarked;
