package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.ability.Calibration.LeftOut;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the Rasch model needs of a matrix: per item how many were right, and per form how many attempts had which number of
 * right answers. Right is full credit. Holds nothing of the matrix.
 */
public final class AnswerCounts {

    static final class Form {

        /** Ascending. */
        final int[] items;

        /** By the number of right answers. */
        final long[] attempts;

        private Form(int[] items) {
            this.items = items;
            attempts = new long[items.length + 1];
        }
    }

    /** Of the items with a difficulty to be found, in the order of the matrix. */
    final List<String> ids = new ArrayList<>();

    final List<LeftOut> leftOut = new ArrayList<>();
    final List<Form> forms;
    final long[] n;
    final long[] right;
    final long[] partial;
    final long attempts;

    public AnswerCounts(ResponseMatrix matrix) {
        this(matrix, matrix.rows());
    }

    /** @param rows the numbers of the attempts that are looked at */
    public AnswerCounts(ResponseMatrix matrix, int[] rows) {
        long[] answered = new long[matrix.items()];
        long[] full = new long[matrix.items()];
        long[] part = new long[matrix.items()];
        for (int row : rows) {
            for (int cell = 0; cell < matrix.size(row); cell++) {
                if (matrix.maximumAt(row, cell) > 0) {
                    answered[matrix.itemAt(row, cell)]++;
                    boolean right = right(matrix, row, cell);
                    full[matrix.itemAt(row, cell)] += right ? 1 : 0;
                    part[matrix.itemAt(row, cell)] += !right && matrix.scoreAt(row, cell) > 0 ? 1 : 0;
                }
            }
        }
        int[] numbers = number(matrix, answered, full);
        n = new long[ids.size()];
        right = new long[ids.size()];
        partial = new long[ids.size()];
        for (int item = 0; item < numbers.length; item++) {
            if (numbers[item] >= 0) {
                n[numbers[item]] = answered[item];
                right[numbers[item]] = full[item];
                partial[numbers[item]] = part[item];
            }
        }
        forms = forms(matrix, rows, numbers);
        attempts = forms.stream()
                .mapToLong(form -> Arrays.stream(form.attempts).sum())
                .sum();
    }

    private int[] number(ResponseMatrix matrix, long[] answered, long[] full) {
        int[] numbers = new int[answered.length];
        Arrays.fill(numbers, -1);
        List<Integer> estimable = new ArrayList<>();
        for (int item = 0; item < numbers.length; item++) {
            String id = matrix.item(item).id();
            if (answered[item] < Rasch.LEAST_ATTEMPTS) {
                leave(id, answered[item], full[item], "Fewer than " + Rasch.LEAST_ATTEMPTS + " attempts had it.");
            } else if (full[item] == 0) {
                leave(id, answered[item], full[item], "Nobody was right: it is harder than can be told.");
            } else if (full[item] == answered[item]) {
                leave(id, answered[item], full[item], "Everybody was right: it is easier than can be told.");
            } else {
                estimable.add(item);
            }
        }
        List<Integer> most = estimable.stream()
                .sorted(Comparator.comparing(item -> -answered[item]))
                .toList();
        for (int item : most.subList(Math.min(most.size(), Rasch.MOST_ITEMS), most.size())) {
            leave(
                    matrix.item(item).id(),
                    answered[item],
                    full[item],
                    "Difficulties are estimated of the " + Rasch.MOST_ITEMS + " items that most attempts had.");
        }
        most.stream().limit(Rasch.MOST_ITEMS).sorted().forEach(item -> {
            numbers[item] = ids.size();
            ids.add(matrix.item(item).id());
        });
        return numbers;
    }

    private void leave(String id, long answered, long full, String text) {
        leftOut.add(new LeftOut(id, answered, full, text));
    }

    private static List<Form> forms(ResponseMatrix matrix, int[] rows, int[] numbers) {
        // A buffer equals another of the same content.
        Map<IntBuffer, Form> forms = new LinkedHashMap<>();
        for (int row : rows) {
            int[] items = new int[matrix.size(row)];
            int size = 0;
            int score = 0;
            for (int cell = 0; cell < items.length; cell++) {
                int number = numbers[matrix.itemAt(row, cell)];
                if (number >= 0 && matrix.maximumAt(row, cell) > 0) {
                    items[size++] = number;
                    score += right(matrix, row, cell) ? 1 : 0;
                }
            }
            if (size > 0) {
                forms.computeIfAbsent(IntBuffer.wrap(Arrays.copyOf(items, size)), key -> new Form(key.array()))
                        .attempts[score]++;
            }
        }
        return List.copyOf(forms.values());
    }

    private static boolean right(ResponseMatrix matrix, int row, int cell) {
        return matrix.scoreAt(row, cell) == matrix.maximumAt(row, cell);
    }
}
