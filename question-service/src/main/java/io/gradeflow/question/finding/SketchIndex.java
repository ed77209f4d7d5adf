package io.gradeflow.question.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds candidates among many sketches, by the bands that they share. What it costs doesn't grow with how alike all are. */
public final class SketchIndex {

    /** So many newest ones of a band are looked at; where more are alike, one of these is told of. */
    private static final int NEWEST = 4;

    private static final int MOST = 16;

    private final Map<Long, int[]> byBand = new HashMap<>();

    /** The numbers of those added that may be alike, the newest of each band first; 16 at most. */
    public List<Integer> candidates(List<Long> sketch) {
        Set<Integer> found = new LinkedHashSet<>();
        for (Long band : sketch) {
            int[] newest = byBand.get(band);
            for (int i = 0; newest != null && i < newest.length && found.size() < MOST; i++) {
                found.add(newest[i]);
            }
        }
        return new ArrayList<>(found);
    }

    public void add(int number, List<Long> sketch) {
        for (Long band : sketch) {
            byBand.merge(band, new int[] {number}, SketchIndex::before);
        }
    }

    private static int[] before(int[] older, int[] newest) {
        int[] all = new int[Math.min(NEWEST, older.length + 1)];
        all[0] = newest[0];
        System.arraycopy(older, 0, all, 1, all.length - 1);
        return all;
    }
}
