/** What is taken back out of the log after the database was restored to an older state. */
@NullMarked
package io.gradeflow.question.restoring;

import org.jspecify.annotations.NullMarked;
