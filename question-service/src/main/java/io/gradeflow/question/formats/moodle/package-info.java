/** Moodle XML, in which Moodle exports questions. */
@NullMarked
package io.gradeflow.question.formats.moodle;

import org.jspecify.annotations.NullMarked;
