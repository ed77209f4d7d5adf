/** A wrong key is put right while learners go on answering. */
@NullMarked
package io.gradeflow.bench.regrade;

import org.jspecify.annotations.NullMarked;
