/** What an image's health check runs. */
@NullMarked
package io.gradeflow.probe;

import org.jspecify.annotations.NullMarked;
