/** How able learners are, and how ready for an exam: estimated in the background, told from what is stored. */
@NullMarked
package io.gradeflow.analytics.readiness;

import org.jspecify.annotations.NullMarked;
