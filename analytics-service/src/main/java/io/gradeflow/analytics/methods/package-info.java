/** The catalogue of all formulas behind the figures, for people who want to check them. */
@NullMarked
package io.gradeflow.analytics.methods;

import org.jspecify.annotations.NullMarked;
