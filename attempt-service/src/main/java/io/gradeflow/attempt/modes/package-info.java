/** What an attempt may be for: how its paper is composed, and when it is told what was right. */
@NullMarked
package io.gradeflow.attempt.modes;

import org.jspecify.annotations.NullMarked;
