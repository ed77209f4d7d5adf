/** The way of an answer into the store and on to the graders. */
@NullMarked
package io.gradeflow.attempt.answering;

import org.jspecify.annotations.NullMarked;
