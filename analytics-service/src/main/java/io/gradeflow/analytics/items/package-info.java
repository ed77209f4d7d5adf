/**
 * What an item tells about the people who answered it, and they about it. Plain statistics over a {@link
 * io.gradeflow.analytics.items.ResponseMatrix}; decided in ADR 20.
 */
@NullMarked
package io.gradeflow.analytics.items;

import org.jspecify.annotations.NullMarked;
