/** Banks: created, listed, named by a slug. */
@NullMarked
package io.gradeflow.question.bank;

import org.jspecify.annotations.NullMarked;
