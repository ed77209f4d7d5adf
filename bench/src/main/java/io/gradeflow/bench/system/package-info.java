/** The system that is measured, wherever it runs. */
@NullMarked
package io.gradeflow.bench.system;

import org.jspecify.annotations.NullMarked;
