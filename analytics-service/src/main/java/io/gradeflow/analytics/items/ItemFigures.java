package io.gradeflow.analytics.items;

import io.gradeflow.analytics.items.ItemAnalysis.OptionFigure;
import io.gradeflow.analytics.items.ItemAnalysis.PatternFigure;
import io.gradeflow.analytics.items.ItemAnalysis.Points;
import io.gradeflow.analytics.items.ItemCells.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One item's figures. An answer is one of few kinds, so all that depends on what was chosen is a sum over kinds: of how many gave
 * it, and of how far their rest scores lie from the mean.
 */
final class ItemFigures {

    private static final double MILLION = 1e6;

    private final Cells cells;
    private final ItemAnswers answers;
    private final int attempts;
    private final int n;

    /** Per kind of answer. */
    private final int[] count;

    private final double[] restDeviation;
    private final double[] totalDeviation;

    private final double mean;
    private final double squares;
    private final double restMean;
    private final double restSquares;
    private final double totalSquares;

    /** Without a rest on every form nothing can be correlated. */
    private final boolean hasRest;

    ItemFigures(Cells cells, int attempts) {
        this.cells = cells;
        this.attempts = attempts;
        answers = cells.answers;
        n = cells.n;
        count = new int[answers.kinds()];
        restDeviation = new double[count.length];
        totalDeviation = new double[count.length];
        for (int i = 0; i < n; i++) {
            count[cells.kind[i]]++;
        }
        double sum = 0;
        for (int kind = 0; kind < count.length; kind++) {
            sum += count[kind] == 0 ? 0 : count[kind] * answers.share(kind);
        }
        mean = sum / n;
        double squared = 0;
        for (int kind = 0; kind < count.length; kind++) {
            squared += count[kind] == 0 ? 0 : count[kind] * square(answers.share(kind) - mean);
        }
        squares = squared;
        restMean = mean(cells.rest);
        hasRest = n > 0 && Double.isFinite(restMean);
        restSquares = deviate(cells.rest, restMean, restDeviation);
        totalSquares = deviate(cells.total, mean(cells.total), totalDeviation);
    }

    ItemAnalysis analysis() {
        Item item = answers.item();
        Proportion facility = n == 0 ? null : Proportion.of(full(), n);
        Double deviation = n < 2 ? null : Math.sqrt(squares / (n - 1));
        Correlation itemRest = correlation(restDeviation, restSquares);
        double[] sortedRests = hasRest ? sorted(cells.rest) : new double[0];
        List<OptionFigure> options = options();
        return new ItemAnalysis(
                item,
                n,
                attempts == 0 ? 0 : (double) n / attempts,
                facility,
                n == 0 ? null : mean,
                deviation,
                itemRest,
                correlation(totalDeviation, totalSquares),
                discrimination(sortedRests),
                points(sortedRests),
                options,
                patterns(),
                Flags.of(facility, itemRest, deviation, options));
    }

    private long full() {
        long full = 0;
        for (int kind = 0; kind < count.length; kind++) {
            full += answers.score(kind) == answers.maximum(kind) ? count[kind] : 0;
        }
        return full;
    }

    private @Nullable Correlation correlation(double[] deviation, double otherSquares) {
        return hasRest ? Correlation.of(products(deviation), squares, otherSquares, n) : null;
    }

    private double products(double[] deviation) {
        double products = 0;
        for (int kind = 0; kind < count.length; kind++) {
            products += count[kind] == 0 ? 0 : answers.share(kind) * deviation[kind];
        }
        return products;
    }

    private @Nullable Double discrimination(double[] sortedRests) {
        if (!hasRest || n < ExtremeGroups.LEAST) {
            return null;
        }
        return ExtremeGroups.difference(shares(), Arrays.copyOf(cells.rest, n), sortedRests);
    }

    private @Nullable Points points(double[] sortedRests) {
        if (!hasRest || n < 2 || cells.ownMaximum < 0 || cells.restMaximum < 0) {
            return null;
        }
        double own = cells.ownMaximum / MILLION;
        double rest = cells.restMaximum / MILLION;
        double[] sortedShares = shares();
        Arrays.sort(sortedShares);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest += (sortedShares[i] - mean) * (sortedRests[i] - restMean);
        }
        double covariance = products(restDeviation) / (n - 1) * own * rest;
        double largestCovariance = largest / (n - 1) * own * rest;
        return new Points(
                own,
                squares / (n - 1) * own * own,
                restSquares / (n - 1) * rest * rest,
                covariance,
                largestCovariance,
                // Without spread on one side floating point leaves a hair of covariance.
                largest < 1e-12 ? null : covariance / largestCovariance,
                null);
    }

    private List<OptionFigure> options() {
        List<OptionFigure> figures = new ArrayList<>();
        List<String> options = answers.item().options();
        if (n == 0) {
            return figures;
        }
        for (int bit = 0; bit < options.size(); bit++) {
            int chosen = 0;
            double deviation = 0;
            for (int kind = 0; kind < count.length; kind++) {
                if ((answers.chosen(kind) >>> bit & 1) == 1) {
                    chosen += count[kind];
                    deviation += restDeviation[kind];
                }
            }
            String option = options.get(bit);
            figures.add(new OptionFigure(
                    option,
                    answers.item().key().contains(option),
                    Proportion.of(chosen, n),
                    chosenCorrelation(chosen, deviation)));
        }
        return figures;
    }

    private List<PatternFigure> patterns() {
        if (n == 0 || answers.item().options().isEmpty()) {
            return List.of();
        }
        Map<Long, Integer> chosen = new LinkedHashMap<>();
        Map<Long, Double> deviations = new LinkedHashMap<>();
        for (int kind = 0; kind < count.length; kind++) {
            if (count[kind] > 0) {
                chosen.merge(answers.chosen(kind), count[kind], Integer::sum);
                deviations.merge(answers.chosen(kind), restDeviation[kind], Double::sum);
            }
        }
        return chosen.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey(Long::compareUnsigned)))
                .map(pattern -> {
                    Set<String> options = options(pattern.getKey());
                    return new PatternFigure(
                            options,
                            options.equals(answers.item().key()),
                            Proportion.of(pattern.getValue(), n),
                            chosenCorrelation(
                                    pattern.getValue(), deviations.getOrDefault(pattern.getKey(), 0.0)));
                })
                .toList();
    }

    private Set<String> options(long mask) {
        Set<String> options = new HashSet<>();
        for (long left = mask; left != 0; left &= left - 1) {
            options.add(answers.item().options().get(Long.numberOfTrailingZeros(left)));
        }
        return options;
    }

    private @Nullable Correlation chosenCorrelation(int chosen, double deviation) {
        return hasRest ? Correlation.of(deviation, (double) chosen * (n - chosen) / n, restSquares, n) : null;
    }

    private double[] shares() {
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) {
            shares[i] = answers.share(cells.kind[i]);
        }
        return shares;
    }

    private double[] sorted(double[] values) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private double mean(double[] values) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum / n;
    }

    /** Fills the sums of deviations per kind; gives the sum of their squares. */
    private double deviate(double[] values, double middle, double[] deviation) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double distance = values[i] - middle;
            deviation[cells.kind[i]] += distance;
            sum += distance * distance;
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }
}
