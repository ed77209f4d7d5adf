/** The service's database through Jdbi. */
@NullMarked
package io.gradeflow.platform.database;

import org.jspecify.annotations.NullMarked;
