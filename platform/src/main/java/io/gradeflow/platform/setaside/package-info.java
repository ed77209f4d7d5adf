/** Events that could not be applied: shown to admins, and applied again. */
@NullMarked
package io.gradeflow.platform.setaside;

import org.jspecify.annotations.NullMarked;
