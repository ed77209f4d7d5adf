package io.gradeflow.analytics.population;

/** Figures that follow from a population alone. A constant: it is what they are kept by. */
@FunctionalInterface
public interface Analysis<F> {

    /** @return what holds nothing of the population, which goes on changing */
    F of(Population population);
}
