/** Keys as people read and write them through the APIs. */
@NullMarked
package io.gradeflow.platform.keys;

import org.jspecify.annotations.NullMarked;
