/** Whether any call, whatever it says, gets an error of the server's own, something internal or a key that is none of the caller's business. */
@NullMarked
package io.gradeflow.bench.fuzz;

import org.jspecify.annotations.NullMarked;
