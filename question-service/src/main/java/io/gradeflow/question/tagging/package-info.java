/** Topics given to many questions at once, and taken from them. */
@NullMarked
package io.gradeflow.question.tagging;

import org.jspecify.annotations.NullMarked;
