package io.gradeflow.analytics.items;

/** A matrix turned: per item, who had it and which answer they gave. Holds for the moment it was made. */
final class ItemCells {

    private final ResponseMatrix matrix;

    /** Where an item's cells begin; its end is the next one's beginning. */
    private final int[] begin;

    private final int[] rows;
    private final int[] kinds;
    private final boolean[] counts;

    /** Per row, over the items that count, in millionths of a point. */
    private final long[] score;

    private final long[] maximum;

    ItemCells(ResponseMatrix matrix) {
        this.matrix = matrix;
        int attempts = matrix.attempts();
        begin = new int[matrix.items() + 1];
        score = new long[attempts];
        maximum = new long[attempts];
        for (int row = 0; row < attempts; row++) {
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
        counts = new boolean[rows.length];
        for (int row = 0; row < attempts; row++) {
            for (int cell = 0; cell < matrix.size(row); cell++) {
                int item = matrix.itemAt(row, cell);
                int at = next[item]++;
                rows[at] = row;
                kinds[at] = matrix.kindAt(row, cell);
                counts[at] = matrix.countsAt(row, cell);
                if (counts[at]) {
                    ItemAnswers answers = matrix.answers(item);
                    score[row] += answers.score(kinds[at]);
                    maximum[row] += answers.maximum(kinds[at]);
                }
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
            }
        }
        return cells;
    }

    /** An item's cells side by side. */
    static final class Cells {
        final ItemAnswers answers;
        final int[] kind;

        /** What was earned on the rest and on the whole, as shares; not a number where there is nothing to earn. */
        final double[] rest;

        final double[] total;
        int n;

        /** The maximum of all rests, in millionths; -1 where they differ. */
        long restMaximum = -2;

        /** The item's, in millionths; -1 where it differs. */
        long ownMaximum = -2;

        private Cells(ItemAnswers answers, int most) {
            this.answers = answers;
            kind = new int[most];
            rest = new double[most];
            total = new double[most];
        }

        private void add(int answer, long score, long maximum, long earned, long counted) {
            kind[n] = answer;
            rest[n] = (double) (score - earned) / (maximum - counted);
            total[n] = (double) score / maximum;
            restMaximum = same(restMaximum, maximum - counted);
            ownMaximum = same(ownMaximum, answers.maximum(answer));
            n++;
        }

        private static long same(long before, long now) {
            return before == -2 || before == now ? now : -1;
        }
    }
}
