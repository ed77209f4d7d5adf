/** Pictures that questions show, kept with their bank. */
@NullMarked
package io.gradeflow.question.asset;

import org.jspecify.annotations.NullMarked;
