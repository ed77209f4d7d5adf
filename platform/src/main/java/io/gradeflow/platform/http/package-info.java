/** What every REST resource needs once: who calls, roles, paging, limits. */
@NullMarked
package io.gradeflow.platform.http;

import org.jspecify.annotations.NullMarked;
