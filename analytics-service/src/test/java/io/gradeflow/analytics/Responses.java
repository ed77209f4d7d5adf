package io.gradeflow.analytics;

import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.Item;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Matrices for tests. */
public final class Responses {

    private Responses() {}

    public static ResponseMatrix ofItems(int items) {
        ResponseMatrix matrix = new ResponseMatrix();
        for (int item = 0; item < items; item++) {
            matrix.describe(new Item(id(item), List.of(), Set.of()));
        }
        return matrix;
    }

    /**
     * @param rows a text an attempt and a character an item: 1 right, 0 wrong, a point for an item that is not on the form
     */
    public static ResponseMatrix of(String... rows) {
        ResponseMatrix matrix = ofItems(rows[0].length());
        for (int i = 0; i < rows.length; i++) {
            matrix.put(attempt(i), row(rows[i]));
        }
        return matrix;
    }

    public static List<Answer> row(String cells) {
        List<Answer> row = new ArrayList<>();
        for (int item = 0; item < cells.length(); item++) {
            if (cells.charAt(item) != '.') {
                row.add(answer(id(item), cells.substring(item, item + 1)));
            }
        }
        return row;
    }

    /** Out of 1 point, and counting. */
    public static Answer answer(String item, String score, String... chosen) {
        return new Answer(item, new BigDecimal(score), BigDecimal.ONE, Set.of(chosen), null, true);
    }

    public static String id(int item) {
        return "item " + (item + 1);
    }

    public static UUID attempt(int number) {
        return new UUID(0, number);
    }
}
