/** Plain text in which correct choices are marked. */
@NullMarked
package io.gradeflow.question.formats.marked;

import org.jspecify.annotations.NullMarked;
