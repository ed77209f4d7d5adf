/** Tables with a question a row. */
@NullMarked
package io.gradeflow.question.formats.table;

import org.jspecify.annotations.NullMarked;
