package io.gradeflow.analytics.items;

import io.gradeflow.analytics.items.ItemCells.Cells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each option is chosen by those who know little, and by those who know much. Attempts are in groups of about equal size
 * by their rest score, as {@link ItemAnalysis} has it; those of the same rest score are always in one, so there can be fewer groups.
 */
public final class OptionCurves {

    /** As many groups, unless scores are too few or too much alike. */
    public static final int GROUPS = 5;

    /** Fewer attempts make no curve: a group of them says nothing. */
    public static final int LEAST = 20;

    private static final int FEWEST = LEAST / GROUPS;

    /**
     * @param low the lowest rest score in the group, from 0 to 1
     * @param high the highest
     * @param n attempts in it
     * @param full those with full credit
     * @param chosen those who chose each option, in the item's order
     */
    public record Group(double low, double high, long n, Proportion full, List<Proportion> chosen) {}

    private OptionCurves() {}

    /**
     * @param rows the numbers of the attempts that are looked at
     * @return the group that knows least first; none where fewer than {@value #LEAST} attempts have a rest score
     */
    public static List<Group> of(ResponseMatrix matrix, int[] rows, int item) {
        Cells cells = new ItemCells(matrix, rows).of(item);
        int n = cells.withRest;
        if (n < LEAST) {
            return List.of();
        }
        int[] ascending = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> cells.rest[at]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Group> groups = new ArrayList<>();
        int begin = 0;
        for (int end : ends(cells, ascending)) {
            groups.add(group(cells, ascending, begin, end));
            begin = end;
        }
        return List.copyOf(groups);
    }

    /** Where groups end: each takes its share of those who are left, {@value #FEWEST} at least; fewer than these join the group before. */
    private static List<Integer> ends(Cells cells, int[] ascending) {
        int n = ascending.length;
        List<Integer> ends = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end < n; end++) {
            boolean isFull = end - begin >= FEWEST && (long) (end - begin) * (GROUPS - ends.size()) >= n - begin;
            if (isFull && cells.rest[ascending[end]] > cells.rest[ascending[end - 1]]) {
                ends.add(end);
                begin = end;
            }
        }
        if (!ends.isEmpty() && n - begin < FEWEST) {
            ends.removeLast();
        }
        ends.add(n);
        return ends;
    }

    private static Group group(Cells cells, int[] ascending, int begin, int end) {
        int options = cells.answers.item().options().size();
        long[] chosen = new long[options];
        long full = 0;
        for (int i = begin; i < end; i++) {
            int kind = cells.kind[ascending[i]];
            full += cells.answers.score(kind) == cells.answers.maximum(kind) ? 1 : 0;
            for (int bit = 0; bit < options; bit++) {
                chosen[bit] += cells.answers.chosen(kind) >>> bit & 1;
            }
        }
        int n = end - begin;
        return new Group(
                cells.rest[ascending[begin]],
                cells.rest[ascending[end - 1]],
                n,
                Proportion.of(full, n),
                IntStream.range(0, options)
                        .mapToObj(bit -> Proportion.of(chosen[bit], n))
                        .toList());
    }
}
