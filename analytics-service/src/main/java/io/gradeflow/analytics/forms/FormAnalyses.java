package io.gradeflow.analytics.forms;

import io.gradeflow.analytics.forms.FormAnalysis.Band;
import io.gradeflow.analytics.forms.FormAnalysis.Scores;
import io.gradeflow.analytics.forms.FormAnalysis.Unit;
import io.gradeflow.analytics.items.Proportion;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.descriptive.moment.Kurtosis;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.Skewness;
import org.hipparchus.stat.descriptive.moment.Variance;
import org.hipparchus.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

/** Analyses the attempts of a matrix as a test. */
public final class FormAnalyses {

    private FormAnalyses() {}

    /** @param matrix the attempts on one form or one blueprint */
    public static FormAnalysis of(ResponseMatrix matrix, @Nullable PassMark passMark) {
        return of(matrix, matrix.rows(), passMark);
    }

    /** @param rows numbers of the attempts that are looked at */
    public static FormAnalysis of(ResponseMatrix matrix, int[] rows, @Nullable PassMark passMark) {
        Sat sat = Sat.of(matrix, rows);
        int n = sat.size();
        boolean points = sat.sameMaximum();
        double[] scores = sat.scores(points);
        FixedForm form = FixedForm.of(matrix, sat.rows);
        return new FormAnalysis(
                n,
                form == null ? null : form.items(),
                points ? Unit.POINTS : Unit.SHARE,
                points && n > 0 ? sat.maxima[0] / FixedForm.MILLION : null,
                n == 0 ? null : scores(scores),
                sat.distribution(),
                form == null
                        ? new Reliability.Withheld(
                                Reliability.Reason.FORMS_DIFFER,
                                n == 0
                                        ? "There is no attempt."
                                        : "Attempts had different items, or an item different maxima; alpha belongs to one"
                                                + " fixed form.")
                        : Consistency.of(form),
                n == 0 || passMark == null ? null : Proportion.of(sat.passing(passMark), n));
    }

    private static Scores scores(double[] scores) {
        double variance = new Variance().evaluate(scores);
        boolean varied = variance > 1e-12;
        int n = scores.length;
        return new Scores(
                new Mean().evaluate(scores),
                new Median().evaluate(scores),
                n < 2 ? null : Math.sqrt(variance),
                n < 3 || !varied ? null : new Skewness().evaluate(scores),
                n < 4 || !varied ? null : new Kurtosis().evaluate(scores));
    }

    /** What each attempt earned of what it could, in millionths. */
    private static final class Sat {

        /** Their numbers in the matrix. */
        final int[] rows;

        final long[] earned;
        final long[] maxima;

        private Sat(int[] rows, long[] earned, long[] maxima) {
            this.rows = rows;
            this.earned = earned;
            this.maxima = maxima;
        }

        static Sat of(ResponseMatrix matrix, int[] candidates) {
            int[] rows = new int[candidates.length];
            long[] earned = new long[rows.length];
            long[] maxima = new long[rows.length];
            int n = 0;
            for (int row : candidates) {
                long maximum = matrix.maximumOf(row);
                if (maximum > 0) {
                    rows[n] = row;
                    earned[n] = matrix.scoreOf(row);
                    maxima[n] = maximum;
                    n++;
                }
            }
            return new Sat(Arrays.copyOf(rows, n), Arrays.copyOf(earned, n), Arrays.copyOf(maxima, n));
        }

        int size() {
            return rows.length;
        }

        boolean sameMaximum() {
            return Arrays.stream(maxima).distinct().count() <= 1;
        }

        double[] scores(boolean points) {
            double[] scores = new double[size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = earned[i] / (points ? FixedForm.MILLION : (double) maxima[i]);
            }
            return scores;
        }

        List<Band> distribution() {
            long[] counts = new long[FormAnalysis.BANDS];
            for (int i = 0; i < size(); i++) {
                long band = earned[i] * FormAnalysis.BANDS / maxima[i];
                counts[(int) Math.min(band, FormAnalysis.BANDS - 1)]++;
            }
            List<Band> bands = new ArrayList<>();
            for (int band = 0; band < counts.length; band++) {
                bands.add(new Band((double) band / counts.length, (double) (band + 1) / counts.length, counts[band]));
            }
            return bands;
        }

        long passing(PassMark passMark) {
            long passing = 0;
            for (int i = 0; i < size(); i++) {
                passing += passMark.passedBy(earned[i], maxima[i]) ? 1 : 0;
            }
            return passing;
        }
    }
}
