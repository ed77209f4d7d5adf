/** Whose attempts are analysed, and keeping what they answered in memory as it changes; decided in ADR 24. */
@NullMarked
package io.gradeflow.analytics.population;

import org.jspecify.annotations.NullMarked;
