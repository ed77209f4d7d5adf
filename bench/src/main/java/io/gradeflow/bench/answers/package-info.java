/** What a live answer costs at several rates, from the learner's call to the figures. */
@NullMarked
package io.gradeflow.bench.answers;

import org.jspecify.annotations.NullMarked;
