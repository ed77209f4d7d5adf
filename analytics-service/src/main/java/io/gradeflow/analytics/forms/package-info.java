/** What the attempts on a form, or on a blueprint's many forms, tell about the test as a whole; decided in ADR 20. */
@NullMarked
package io.gradeflow.analytics.forms;

import org.jspecify.annotations.NullMarked;
