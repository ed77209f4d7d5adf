/** Who learners are: their names, their cohorts, and who may look at whom. */
@NullMarked
package io.gradeflow.attempt.people;

import org.jspecify.annotations.NullMarked;
