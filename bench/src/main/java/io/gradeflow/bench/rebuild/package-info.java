/** How long it takes to make the figures anew from the log, and to prove that they are those of the log. */
@NullMarked
package io.gradeflow.bench.rebuild;

import org.jspecify.annotations.NullMarked;
