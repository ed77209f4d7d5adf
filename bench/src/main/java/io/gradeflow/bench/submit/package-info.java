/** How many answers become durable in a second. */
@NullMarked
package io.gradeflow.bench.submit;

import org.jspecify.annotations.NullMarked;
