/** What came of attempts: results, history, and both as tables for a spreadsheet. */
@NullMarked
package io.gradeflow.attempt.results;

import org.jspecify.annotations.NullMarked;
