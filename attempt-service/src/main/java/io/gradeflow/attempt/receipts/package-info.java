/** Proof, in the learner's hands, that an answer was acknowledged. */
@NullMarked
package io.gradeflow.attempt.receipts;

import org.jspecify.annotations.NullMarked;
