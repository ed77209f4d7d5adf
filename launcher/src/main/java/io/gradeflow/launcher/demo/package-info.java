/** Simulated learners who take a bank, and the check that what they did is what the figures say. */
@NullMarked
package io.gradeflow.launcher.demo;

import org.jspecify.annotations.NullMarked;
