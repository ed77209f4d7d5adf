/** Banks, their trees of topics, and which question belongs to which topics. */
@NullMarked
package io.gradeflow.analytics.catalog;

import org.jspecify.annotations.NullMarked;
