/** What the other services learn of banks, questions and keys, in the order that keeps them whole. */
@NullMarked
package io.gradeflow.question.publishing;

import org.jspecify.annotations.NullMarked;
