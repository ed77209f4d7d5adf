/** What is under way between an answer and its figures. */
@NullMarked
package io.gradeflow.analytics.pipeline;

import org.jspecify.annotations.NullMarked;
