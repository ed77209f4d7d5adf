/** Formats of plain text that are made of short lines of a fixed form. */
@NullMarked
package io.gradeflow.question.formats.plain;

import org.jspecify.annotations.NullMarked;
