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
 * The attempts that all had the same items.
 *
 * @param items those that count, and those that were only tried out
 * @param rows the numbers of the attempts in the matrix
 */
public record Form(List<String> items, int[] rows) {

    /**
     * @param least attempts that a form must have to be told
     * @param most how many forms are told
     * @return those of most attempts first
     */
    public static List<Form> of(ResponseMatrix matrix, int least, int most) {
        // A buffer equals another of the same content.
        Map<IntBuffer, List<Integer>> forms = new LinkedHashMap<>();
        for (int row = 0; row < matrix.attempts(); row++) {
            int attempt = row;
            int[] items = IntStream.range(0, matrix.size(row))
                    .map(cell -> matrix.itemAt(attempt, cell))
                    .toArray();
            forms.computeIfAbsent(IntBuffer.wrap(items), any -> new ArrayList<>())
                    .add(row);
        }
        return forms.entrySet().stream()
                .filter(form -> form.getValue().size() >= least)
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
