/** What operators watch of the figures. */
@NullMarked
package io.gradeflow.analytics.watching;

import org.jspecify.annotations.NullMarked;
