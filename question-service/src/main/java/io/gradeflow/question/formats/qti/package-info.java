/** Items of QTI 2.1, 2.2 and 3.0, alone or in a package. */
@NullMarked
package io.gradeflow.question.formats.qti;

import org.jspecify.annotations.NullMarked;
