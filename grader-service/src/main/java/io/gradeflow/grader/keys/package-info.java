/** All answer keys, in memory, as the compacted topic has them. */
@NullMarked
package io.gradeflow.grader.keys;

import org.jspecify.annotations.NullMarked;
