/** Banks as files, in the formats that other systems read, with what each of them can't hold. */
@NullMarked
package io.gradeflow.question.exporting;

import org.jspecify.annotations.NullMarked;
