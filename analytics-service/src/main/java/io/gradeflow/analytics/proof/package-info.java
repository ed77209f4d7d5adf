/** Whether the tables equal a replay of the log, and tables made anew from it. */
@NullMarked
package io.gradeflow.analytics.proof;

import org.jspecify.annotations.NullMarked;
