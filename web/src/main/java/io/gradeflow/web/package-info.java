/** web: the only door for a browser or an API client. */
@NullMarked
package io.gradeflow.web;

import org.jspecify.annotations.NullMarked;
