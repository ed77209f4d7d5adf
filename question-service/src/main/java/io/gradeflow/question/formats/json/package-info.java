/** Objects of JSON, which hold every kind of question. */
@NullMarked
package io.gradeflow.question.formats.json;

import org.jspecify.annotations.NullMarked;
