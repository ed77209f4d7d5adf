/** Banks, questions and keys as question-service published them, and whether a bank is here whole. */
@NullMarked
package io.gradeflow.attempt.catalog;

import org.jspecify.annotations.NullMarked;
