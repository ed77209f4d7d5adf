/** How difficult items are, how able a learner is, and how likely to pass; decided in ADR 20. */
@NullMarked
package io.gradeflow.analytics.ability;

import org.jspecify.annotations.NullMarked;
