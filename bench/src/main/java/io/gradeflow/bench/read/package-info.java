/** How quickly figures are told when few and when many answers are counted. */
@NullMarked
package io.gradeflow.bench.read;

import org.jspecify.annotations.NullMarked;
