/** Candidates who answer while parts fail, and what became of every answer that was acknowledged. */
@NullMarked
package io.gradeflow.bench.crowd;

import org.jspecify.annotations.NullMarked;
