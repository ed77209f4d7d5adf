/** The stack for the tests of one JVM: started once, shared by all its Quarkus applications. */
@NullMarked
package io.gradeflow.devstack.testing;

import org.jspecify.annotations.NullMarked;
