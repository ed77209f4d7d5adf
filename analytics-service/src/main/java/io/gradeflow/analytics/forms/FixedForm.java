package io.gradeflow.analytics.forms;

import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scores of attempts that all had the same items with the same maxima.
 */
final class FixedForm {

    static final double MILLION = 1e6;

    /** Of the items that count. */
    final List<String> ids;

    /** {@code points[item][attempt]}. */
    final double[][] points;

    /** Whether any score is neither nothing nor full credit. */
    final boolean partial;

    private FixedForm(List<String> ids, double[][] points, boolean partial) {
        this.ids = ids;
        this.points = points;
        this.partial = partial;
    }

    /** @return null where forms differ, or there is no attempt */
    static @Nullable FixedForm of(ResponseMatrix matrix, int[] rows) {
        if (rows.length == 0) {
            return null;
        }
        List<Integer> counting = new ArrayList<>();
        for (int cell = 0; cell < matrix.size(rows[0]); cell++) {
            if (counts(matrix, rows[0], cell)) {
                counting.add(cell);
            }
        }
        double[][] points = new double[counting.size()][rows.length];
        boolean partial = false;
        for (int i = 0; i < rows.length; i++) {
            int item = 0;
            for (int cell = 0; cell < matrix.size(rows[i]); cell++) {
                if (!counts(matrix, rows[i], cell)) {
                    continue;
                }
                if (item == points.length || differ(matrix, rows[i], cell, rows[0], counting.get(item))) {
                    return null;
                }
                long score = matrix.scoreAt(rows[i], cell);
                partial |= score != 0 && score != matrix.maximumAt(rows[i], cell);
                points[item][i] = score / MILLION;
                item++;
            }
            if (item < points.length) {
                return null;
            }
        }
        List<String> ids = counting.stream()
                .map(cell -> matrix.item(matrix.itemAt(rows[0], cell)).id())
                .toList();
        return new FixedForm(ids, points, partial);
    }

    int items() {
        return points.length;
    }

    private static boolean counts(ResponseMatrix matrix, int row, int cell) {
        return matrix.countsAt(row, cell) && matrix.maximumAt(row, cell) > 0;
    }

    private static boolean differ(ResponseMatrix matrix, int row, int cell, int otherRow, int otherCell) {
        return matrix.itemAt(row, cell) != matrix.itemAt(otherRow, otherCell)
                || matrix.maximumAt(row, cell) != matrix.maximumAt(otherRow, otherCell);
    }
}
