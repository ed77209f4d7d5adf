/** How quickly files of questions go into banks. */
@NullMarked
package io.gradeflow.bench.importing;

import org.jspecify.annotations.NullMarked;
