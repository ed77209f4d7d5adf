/** History from other systems: streams of responses that become attempts of the mode {@code imported}; see ADR 17. */
@NullMarked
package io.gradeflow.attempt.importing;

import org.jspecify.annotations.NullMarked;
