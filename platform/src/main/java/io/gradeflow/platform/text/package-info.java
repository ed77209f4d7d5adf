/** Texts that somebody sent, read as a stream. */
@NullMarked
package io.gradeflow.platform.text;

import org.jspecify.annotations.NullMarked;
