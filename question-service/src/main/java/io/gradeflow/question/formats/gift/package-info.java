/** GIFT, the text format of Moodle. */
@NullMarked
package io.gradeflow.question.formats.gift;

import org.jspecify.annotations.NullMarked;
