/** Blueprints: how exams over a bank are composed, timed and scored, kept as data. */
@NullMarked
package io.gradeflow.question.blueprint;

import org.jspecify.annotations.NullMarked;
