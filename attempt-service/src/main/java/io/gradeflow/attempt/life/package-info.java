/** The life of an attempt: its states, the moves between them, and the end that comes by itself. */
@NullMarked
package io.gradeflow.attempt.life;

import org.jspecify.annotations.NullMarked;
