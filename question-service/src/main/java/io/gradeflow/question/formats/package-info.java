/** Questions as files have them: what every format is read into, and what all have to hold to. */
@NullMarked
package io.gradeflow.question.formats;

import org.jspecify.annotations.NullMarked;
