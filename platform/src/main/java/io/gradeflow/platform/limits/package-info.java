/** How much one user may ask of a service. */
@NullMarked
package io.gradeflow.platform.limits;

import org.jspecify.annotations.NullMarked;
