/** What a run found, as a table, a page and JSON. */
@NullMarked
package io.gradeflow.bench.report;

import org.jspecify.annotations.NullMarked;
