/** Settings are checked when a service starts; what is wrong is told with what to change. */
@NullMarked
package io.gradeflow.platform.settings;

import org.jspecify.annotations.NullMarked;
