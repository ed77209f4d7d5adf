/** Signs of life of those who sit. */
@NullMarked
package io.gradeflow.attempt.presence;

import org.jspecify.annotations.NullMarked;
