/** Answers, of learners or put straight onto the log, and how quickly analytics-service counts them. */
@NullMarked
package io.gradeflow.bench.facts;

import org.jspecify.annotations.NullMarked;
