package io.gradeflow.analytics.methods;

/**
 * How a figure is computed.
 *
 * @param name as responses call it
 * @param formula in words
 * @param source where it was published; or that it is a rule of this house
 * @param conditions when it is shown, and what it is computed from
 */
public record Method(String name, String formula, String source, String conditions) {}
