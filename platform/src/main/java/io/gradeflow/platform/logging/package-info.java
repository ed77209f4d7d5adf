/** What log lines have in common. */
@NullMarked
package io.gradeflow.platform.logging;

import org.jspecify.annotations.NullMarked;
