package io.gradeflow.analytics.items;

import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.items.ItemAnalysis.OptionFigure;
import io.gradeflow.analytics.items.ItemAnalysis.PatternFigure;
import io.gradeflow.analytics.items.ItemAnalysis.Points;
import io.gradeflow.analytics.items.ItemCells.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    /** Those with a rest of the form; what is correlated is theirs. */
    private final int m;

    private final double[] restDeviation;
    private final double[] totalDeviation;
    private final double mean;
    private final double squares;
    private final double meanWithRest;
    private final double squaresWithRest;
    private final double restMean;
    private final double restSquares;
    private final double totalSquares;

    ItemFigures(Cells cells, int attempts) {
        this.cells = cells;
        this.attempts = attempts;
        answers = cells.answers;
        n = cells.n;
        m = cells.withRest;
        mean = mean(cells.count, n);
        squares = squares(cells.count, mean);
        meanWithRest = mean(cells.countWithRest, m);
        squaresWithRest = squares(cells.countWithRest, meanWithRest);
        restMean = mean(cells.rest);
        restDeviation = new double[cells.count.length];
        restSquares = deviate(cells.rest, restMean, restDeviation);
        totalDeviation = new double[cells.count.length];
        totalSquares = deviate(cells.total, mean(cells.total), totalDeviation);
    }

    ItemAnalysis analysis() {
        Item item = answers.item();
        Proportion facility = n == 0 ? null : Proportion.of(full(), n);
        Double deviation = n < 2 ? null : Math.sqrt(squares / (n - 1));
        Correlation itemRest = correlation(restDeviation, restSquares);
        double[] sortedRests = Arrays.copyOf(cells.rest, m);
        Arrays.sort(sortedRests);
        List<OptionFigure> options = options();
        SortedMap<Integer, Long> times = cells.times();
        return new ItemAnalysis(
                item,
                cells.counts,
                n,
                attempts == 0 ? 0 : (double) n / attempts,
                facility,
                n == 0 ? null : mean,
                deviation,
                m,
                itemRest,
                correlation(totalDeviation, totalSquares),
                discrimination(sortedRests),
                points(sortedRests),
                times.isEmpty() ? null : TimeBuckets.median(times),
                times.values().stream().mapToLong(Long::longValue).sum(),
                options,
                patterns(),
                Flags.of(item.keyed(), ease(facility, deviation), itemRest, options));
    }

    private @Nullable Ease ease(@Nullable Proportion facility, @Nullable Double deviation) {
        if (facility == null) {
            return null;
        }
        return hasPartialCredit() && deviation != null ? Ease.of(mean, deviation, n) : Ease.of(facility);
    }

    private boolean hasPartialCredit() {
        for (int kind = 0; kind < cells.count.length; kind++) {
            if (cells.count[kind] > 0 && answers.score(kind) > 0 && answers.score(kind) < answers.maximum(kind)) {
                return true;
            }
        }
        return false;
    }

    private long full() {
        long full = 0;
        for (int kind = 0; kind < cells.count.length; kind++) {
            full += answers.score(kind) == answers.maximum(kind) ? cells.count[kind] : 0;
        }
        return full;
    }

    private @Nullable Correlation correlation(double[] deviation, double otherSquares) {
        return Correlation.of(products(deviation), squaresWithRest, otherSquares, m);
    }

    private double products(double[] deviation) {
        double products = 0;
        for (int kind = 0; kind < deviation.length; kind++) {
            products += cells.countWithRest[kind] == 0 ? 0 : answers.share(kind) * deviation[kind];
        }
        return products;
    }

    private @Nullable Double discrimination(double[] sortedRests) {
        return m < ExtremeGroups.LEAST
                ? null
                : ExtremeGroups.difference(shares(), Arrays.copyOf(cells.rest, m), sortedRests);
    }

    private @Nullable Points points(double[] sortedRests) {
        if (m < 2 || cells.ownMaximum == Cells.DIFFERENT || cells.restMaximum == Cells.DIFFERENT) {
            return null;
        }
        double own = cells.ownMaximum / MILLION;
        double rest = cells.restMaximum / MILLION;
        double[] sortedShares = sortedShares();
        double largest = 0;
        for (int i = 0; i < m; i++) {
            largest += (sortedShares[i] - meanWithRest) * (sortedRests[i] - restMean);
        }
        double covariance = products(restDeviation) / (m - 1) * own * rest;
        double largestCovariance = largest / (m - 1) * own * rest;
        return new Points(
                own,
                squaresWithRest / (m - 1) * own * own,
                restSquares / (m - 1) * rest * rest,
                covariance,
                largestCovariance,
                // Without spread on one side floating point leaves a hair of covariance.
                largest < 1e-12 ? null : covariance / largestCovariance,
                null);
    }

    private List<OptionFigure> options() {
        List<OptionFigure> figures = new ArrayList<>();
        List<String> options = answers.item().options();
        for (int bit = 0; bit < options.size() && n > 0; bit++) {
            Choosers choosers = new Choosers();
            for (int kind = 0; kind < cells.count.length; kind++) {
                if ((answers.chosen(kind) >>> bit & 1) == 1) {
                    choosers.add(kind);
                }
            }
            String option = options.get(bit);
            figures.add(new OptionFigure(
                    option, answers.item().key().contains(option), choosers.share(), choosers.correlation()));
        }
        return figures;
    }

    private List<PatternFigure> patterns() {
        if (answers.item().options().isEmpty()) {
            return List.of();
        }
        Map<Long, Choosers> patterns = new TreeMap<>(Long::compareUnsigned);
        for (int kind = 0; kind < cells.count.length; kind++) {
            if (cells.count[kind] > 0) {
                patterns.computeIfAbsent(answers.chosen(kind), _ -> new Choosers())
                        .add(kind);
            }
        }
        List<PatternFigure> figures = new ArrayList<>();
        patterns.forEach((mask, choosers) -> {
            Set<String> options = options(mask);
            figures.add(new PatternFigure(
                    options, options.equals(answers.item().key()), choosers.share(), choosers.correlation()));
        });
        figures.sort(Comparator.comparingLong(
                        (PatternFigure figure) -> figure.share().successes())
                .reversed());
        return figures;
    }

    /** Those who chose an option, or the same options. */
    private final class Choosers {

        private int all;
        private int withRest;
        private double deviation;

        void add(int kind) {
            all += cells.count[kind];
            withRest += cells.countWithRest[kind];
            deviation += restDeviation[kind];
        }

        Proportion share() {
            return Proportion.of(all, n);
        }

        @Nullable
        Correlation correlation() {
            double spread = m == 0 ? 0 : (double) withRest * (m - withRest) / m;
            return Correlation.of(deviation, spread, restSquares, m);
        }
    }

    private Set<String> options(long mask) {
        Set<String> options = new HashSet<>();
        for (long left = mask; left != 0; left &= left - 1) {
            options.add(answers.item().options().get(Long.numberOfTrailingZeros(left)));
        }
        return options;
    }

    private double[] shares() {
        double[] shares = new double[m];
        for (int i = 0; i < m; i++) {
            shares[i] = answers.share(cells.kind[i]);
        }
        return shares;
    }

    /** Few kinds of answers are put in order, not the answers. */
    private double[] sortedShares() {
        int[] kinds = IntStream.range(0, cells.count.length)
                .filter(kind -> cells.countWithRest[kind] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(answers::share))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] shares = new double[m];
        int next = 0;
        for (int kind : kinds) {
            Arrays.fill(shares, next, next + cells.countWithRest[kind], answers.share(kind));
            next += cells.countWithRest[kind];
        }
        return shares;
    }

    private double mean(int[] counts, int of) {
        double sum = 0;
        for (int kind = 0; kind < counts.length; kind++) {
            sum += counts[kind] == 0 ? 0 : counts[kind] * answers.share(kind);
        }
        return of == 0 ? 0 : sum / of;
    }

    private double squares(int[] counts, double middle) {
        double sum = 0;
        for (int kind = 0; kind < counts.length; kind++) {
            double distance = counts[kind] == 0 ? 0 : answers.share(kind) - middle;
            sum += counts[kind] * distance * distance;
        }
        return sum;
    }

    private double mean(double[] values) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += values[i];
        }
        return m == 0 ? 0 : sum / m;
    }

    /** Fills the sums of deviations per kind; gives the sum of their squares. */
    private double deviate(double[] values, double middle, double[] deviation) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            double distance = values[i] - middle;
            deviation[cells.kind[i]] += distance;
            sum += distance * distance;
        }
        return sum;
    }
}
