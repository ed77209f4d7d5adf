package io.gradeflow.analytics.forms;

import io.gradeflow.analytics.items.ResponseMatrix;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The attempts that all had the same items to earn something on, whatever else was only tried out or withdrawn.
 *
 * @param items those that count
 * @param rows the numbers of the attempts in the matrix
 */
public record Form(List<String> items, int[] rows) {

    /**
     * @param rows the numbers of the attempts that are looked at
     * @param least attempts that a form must have to be told
     * @param most how many forms are told
     * @return those of most attempts first
     */
    public static List<Form> of(ResponseMatrix matrix, int[] rows, int least, int most) {
        // A buffer equals another of the same content.
        Map<IntBuffer, List<Integer>> forms = new LinkedHashMap<>();
        for (int row : rows) {
            int[] items = IntStream.range(0, matrix.size(row))
                    .filter(cell -> matrix.countsAt(row, cell) && matrix.maximumAt(row, cell) > 0)
                    .map(cell -> matrix.itemAt(row, cell))
                    .toArray();
            forms.computeIfAbsent(IntBuffer.wrap(items), any -> new ArrayList<>())
                    .add(row);
        }
        return forms.entrySet().stream()
                .filter(form -> form.getKey().hasRemaining() && form.getValue().size() >= least)
                .sorted(Comparator.comparing(form -> -form.getValue().size()))
                .limit(most)
                .map(form -> new Form(
                        IntStream.of(form.getKey().array())
                                .mapToObj(item -> matrix.item(item).id())
                                .toList(),
                        form.getValue().stream().mapToInt(Integer::intValue).toArray()))
                .toList();
    }
}
