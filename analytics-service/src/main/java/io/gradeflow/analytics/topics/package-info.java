/** How well each topic is answered. */
@NullMarked
package io.gradeflow.analytics.topics;

import org.jspecify.annotations.NullMarked;
