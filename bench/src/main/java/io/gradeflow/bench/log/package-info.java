/** The log itself, beside what services make of it: how far it reaches, and what it can carry. */
@NullMarked
package io.gradeflow.bench.log;

import org.jspecify.annotations.NullMarked;
