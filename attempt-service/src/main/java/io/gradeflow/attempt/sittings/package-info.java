/** Exam days: who may sit what, when, how often, and with how much more time. */
@NullMarked
package io.gradeflow.attempt.sittings;

import org.jspecify.annotations.NullMarked;
