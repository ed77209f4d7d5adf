/** Reading what clients ask for. */
@NullMarked
package io.gradeflow.analytics.query;

import org.jspecify.annotations.NullMarked;
