/** What questions are found by: their words, and what of their wording is like that of others. */
@NullMarked
package io.gradeflow.question.finding;

import org.jspecify.annotations.NullMarked;
