/** Attempts as streams of events: grades and scores as they arrive, from any instance. */
@NullMarked
package io.gradeflow.attempt.live;

import org.jspecify.annotations.NullMarked;
