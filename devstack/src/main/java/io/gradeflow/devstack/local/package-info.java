/** The whole system on one machine, each part a process of its own. */
@NullMarked
package io.gradeflow.devstack.local;

import org.jspecify.annotations.NullMarked;
