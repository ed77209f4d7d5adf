/** What is asked and answered while something is measured. */
@NullMarked
package io.gradeflow.bench.bank;

import org.jspecify.annotations.NullMarked;
