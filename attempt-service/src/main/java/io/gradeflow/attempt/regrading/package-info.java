/** What corrected keys change: campaigns and their progress, previews, the record of changed grades. */
@NullMarked
package io.gradeflow.attempt.regrading;

import org.jspecify.annotations.NullMarked;
