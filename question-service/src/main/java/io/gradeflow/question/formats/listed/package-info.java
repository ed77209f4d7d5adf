/** Markdown and plain text with choices in a list: boxes that are ticked, or letters and a line that says which is right. */
@NullMarked
package io.gradeflow.question.formats.listed;

import org.jspecify.annotations.NullMarked;
