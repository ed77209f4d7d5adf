/** The clock, so that tests can turn it by hand. */
@NullMarked
package io.gradeflow.platform.time;

import org.jspecify.annotations.NullMarked;
