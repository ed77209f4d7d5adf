package io.gradeflow.analytics.items;

import java.util.SortedMap;
import java.util.TreeMap;

/** A matrix turned: per item, who had it and which answer they gave. Holds for the moment it was made. */
final class ItemCells {

    private final ResponseMatrix matrix;

    /** Where an item's cells begin; its end is the next one's beginning. */
    private final int[] begin;

    private final int[] rows;
    private final int[] kinds;
    private final int[] times;
    private final boolean[] counts;

    /** Per attempt that is looked at, over the items that count, in millionths of a point. */
    private final long[] score;

    private final long[] maximum;

    /** @param chosen the numbers of the attempts that are looked at */
    ItemCells(ResponseMatrix matrix, int[] chosen) {
        this.matrix = matrix;
        int attempts = chosen.length;
        begin = new int[matrix.items() + 1];
        score = new long[attempts];
        maximum = new long[attempts];
        for (int row : chosen) {
            for (int cell = 0; cell < matrix.size(row); cell++) {
                begin[matrix.itemAt(row, cell) + 1]++;
            }
        }
        for (int item = 0; item < matrix.items(); item++) {
            begin[item + 1] += begin[item];
        }
        int[] next = begin.clone();
        rows = new int[begin[matrix.items()]];
        kinds = new int[rows.length];
        times = new int[rows.length];
        counts = new boolean[rows.length];
        for (int attempt = 0; attempt < attempts; attempt++) {
            int row = chosen[attempt];
            score[attempt] = matrix.scoreOf(row);
            maximum[attempt] = matrix.maximumOf(row);
            for (int cell = 0; cell < matrix.size(row); cell++) {
                int item = matrix.itemAt(row, cell);
                int at = next[item]++;
                rows[at] = attempt;
                kinds[at] = matrix.kindAt(row, cell);
                times[at] = matrix.timeBucketAt(row, cell);
                counts[at] = matrix.countsAt(row, cell);
            }
        }
    }

    /** Those for which the item wasn't withdrawn. */
    Cells of(int item) {
        ItemAnswers answers = matrix.answers(item);
        int most = begin[item + 1] - begin[item];
        Cells cells = new Cells(answers, most);
        for (int at = begin[item]; at < begin[item + 1]; at++) {
            long own = answers.maximum(kinds[at]);
            if (own > 0) {
                long counted = counts[at] ? own : 0;
                long earned = counts[at] ? answers.score(kinds[at]) : 0;
                cells.add(kinds[at], score[rows[at]], maximum[rows[at]], earned, counted);
                cells.counts &= counts[at];
                if (times[at] >= 0) {
                    cells.times[times[at]]++;
                }
            }
        }
        return cells;
    }

    /** An item's cells: how often each kind of answer was given, and beside which scores on the rest of the form. */
    static final class Cells {
        final ItemAnswers answers;

        /** Per kind of answer, how many gave it; and how many of these had a rest of the form to earn something on. */
        final int[] count;

        final int[] countWithRest;

        /** The kinds given by those with a rest, and what they earned on the rest and on the whole, as shares. */
        final int[] kind;

        final double[] rest;
        final double[] total;

        /** How many answers took a time of each bucket; those of which no time is known are in none. */
        private final int[] times = new int[ResponseMatrix.TIME_BUCKETS];

        int n;
        int withRest;

        /** In every attempt. */
        boolean counts = true;

        /** The maximum of all rests, in millionths; {@link #DIFFERENT} where they differ. */
        long restMaximum = NONE;

        /** The item's; {@link #DIFFERENT} where it differs. */
        long ownMaximum = NONE;

        static final long DIFFERENT = -1;
        private static final long NONE = -2;

        private Cells(ItemAnswers answers, int most) {
            this.answers = answers;
            count = new int[answers.kinds()];
            countWithRest = new int[count.length];
            kind = new int[most];
            rest = new double[most];
            total = new double[most];
        }

        /** The buckets in which there are answers, and how many are in each. */
        SortedMap<Integer, Long> times() {
            SortedMap<Integer, Long> some = new TreeMap<>();
            for (int bucket = 0; bucket < times.length; bucket++) {
                if (times[bucket] > 0) {
                    some.put(bucket, (long) times[bucket]);
                }
            }
            return some;
        }

        private void add(int answer, long score, long maximum, long earned, long counted) {
            n++;
            count[answer]++;
            restMaximum = same(restMaximum, maximum - counted);
            ownMaximum = same(ownMaximum, answers.maximum(answer));
            if (maximum > counted) {
                countWithRest[answer]++;
                kind[withRest] = answer;
                rest[withRest] = (double) (score - earned) / (maximum - counted);
                total[withRest] = (double) score / maximum;
                withRest++;
            }
        }

        private static long same(long before, long now) {
            return before == NONE || before == now ? now : DIFFERENT;
        }
    }
}
