package io.gradeflow.analytics.items;

import io.gradeflow.analytics.items.ItemAnalysis.Points;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Analyses the items of a matrix. */
public final class ItemAnalyses {

    private ItemAnalyses() {}

    /**
     * @return one for each item of the matrix, in its order; figures may differ in the last digits of a double when the same
     *     attempts were put in another order
     */
    public static List<ItemAnalysis> of(ResponseMatrix matrix) {
        return of(matrix, matrix.rows());
    }

    /**
     * The same of some attempts.
     *
     * @param rows their numbers
     */
    public static List<ItemAnalysis> of(ResponseMatrix matrix, int[] rows) {
        ItemCells cells = new ItemCells(matrix, rows);
        List<ItemAnalysis> analyses = new ArrayList<>();
        for (int item = 0; item < matrix.items(); item++) {
            analyses.add(new ItemFigures(cells.of(item), rows.length).analysis());
        }
        return weighing(rows.length, analyses);
    }

    private static List<ItemAnalysis> weighing(int attempts, List<ItemAnalysis> analyses) {
        double roots = 0;
        for (ItemAnalysis analysis : analyses) {
            Double root = root(analysis);
            roots += root == null ? 0 : root;
        }
        boolean sameForm = analyses.stream().allMatch(analysis -> analysis.n() == attempts || analysis.n() == 0);
        double all = roots;
        return analyses.stream()
                .map(analysis -> {
                    Double root = root(analysis);
                    return analysis.weighing(root == null || all == 0 || !sameForm ? null : root / all);
                })
                .toList();
    }

    private static @Nullable Double root(ItemAnalysis analysis) {
        Points points = analysis.points();
        return points == null || !analysis.counts() || points.covarianceWithForm() < 0
                ? null
                : Math.sqrt(points.covarianceWithForm());
    }
}
