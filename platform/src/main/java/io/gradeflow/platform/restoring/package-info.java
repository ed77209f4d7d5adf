/** What a service takes back out of its own topics, after its database was restored to an older state. */
@NullMarked
package io.gradeflow.platform.restoring;

import org.jspecify.annotations.NullMarked;
