package io.gradeflow.analytics.forms;

import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.id;
import static io.gradeflow.analytics.Responses.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.analytics.Lsat6;
import io.gradeflow.analytics.Responses;
import io.gradeflow.analytics.forms.FormAnalysis.Band;
import io.gradeflow.analytics.forms.FormAnalysis.Unit;
import io.gradeflow.analytics.forms.Reliability.Known;
import io.gradeflow.analytics.forms.Reliability.Reason;
import io.gradeflow.analytics.forms.Reliability.Withheld;
import io.gradeflow.analytics.forms.Reliability.Without;
import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.Proportion;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormAnalysesTest {

    private static final Offset<Double> HAIR = within(1e-12);

    /** As {@code itemstats(LSAT6)} of R's package mirt tables it. */
    @Test
    void shouldGiveThePublishedConsistencyOfTheLawSchoolTest() {
        FormAnalysis analysis = FormAnalyses.of(Lsat6.matrix(), null);

        assertThat(analysis.n()).isEqualTo(1000);
        assertThat(analysis.items()).isEqualTo(5);
        assertThat(analysis.unit()).isEqualTo(Unit.POINTS);
        assertThat(analysis.maximum()).isEqualTo(5);
        assertThat(analysis.scores().mean()).isCloseTo(3.819, HAIR);
        assertThat(analysis.scores().standardDeviation()).isCloseTo(1.035, within(0.0005));
        Known known = (Known) analysis.reliability();
        assertThat(known.alpha()).isCloseTo(0.295, within(0.0005));
        assertThat(known.kr20()).isTrue();
        assertThat(known.standardError()).isCloseTo(0.869, within(0.0005));
        assertThat(known.interItemMean()).isCloseTo(0.077, within(0.0005));
        assertThat(known.interItemDeviation()).isCloseTo(0.030, within(0.0005));
        double[] without = {0.275, 0.238, 0.217, 0.246, 0.266};
        for (int item = 0; item < without.length; item++) {
            assertThat(known.without().get(item).item()).isEqualTo(id(item));
            assertThat(known.without().get(item).alpha()).isCloseTo(without[item], within(0.0005));
        }
    }

    /**
     * Twenty attempts on three items, scores 0 to 3 five times each: 000, 100, 110, 111. Variances over 19: items (5 * 15 / 20 =
     * 3.75, 5, 3.75) / 19, score 25 / 19. Alpha 3 / 2 * (1 - 12.5 / 25) = 0.75.
     */
    @Test
    void shouldAgreeWithHandsOnASmallForm() {
        List<String> rows = new ArrayList<>();
        for (String pattern : List.of("000", "100", "110", "111")) {
            rows.addAll(Collections.nCopies(5, pattern));
        }

        FormAnalysis analysis =
                FormAnalyses.of(Responses.of(rows.toArray(String[]::new)), new PassMark(720, 100, 1000));

        assertThat(analysis.scores().mean()).isCloseTo(1.5, HAIR);
        assertThat(analysis.scores().median()).isCloseTo(1.5, HAIR);
        assertThat(analysis.scores().standardDeviation()).isCloseTo(Math.sqrt(25.0 / 19), HAIR);
        assertThat(analysis.scores().skewness()).isCloseTo(0, HAIR);
        // m2 = 1.25, m4 = 2.5625: G2 = 19 / (18 * 17) * (21 * 2.5625 / 1.5625 - 3 * 19)
        assertThat(analysis.scores().kurtosis())
                .isCloseTo(19.0 / (18 * 17) * (21 * 2.5625 / 1.5625 - 3 * 19), within(1e-9));
        Known known = (Known) analysis.reliability();
        assertThat(known.alpha()).isCloseTo(0.75, HAIR);
        assertThat(known.standardError()).isCloseTo(Math.sqrt(25.0 / 19) / 2, HAIR);
        // Without the second item: scores 0 1 1 2, variance 10 / 19, items 3.75 / 19 each: 2 * (1 - 7.5 / 10).
        assertThat(known.without().get(1))
                .satisfies(without -> assertThat(without.alpha()).isCloseTo(0.5, HAIR));
        // 720 of 100 to 1000 is 62/90 of 3 points: only full credit suffices.
        assertThat(analysis.passRate()).isEqualTo(Proportion.of(5, 20));
        assertThat(analysis.distribution())
                .hasSize(20)
                .filteredOn(band -> band.attempts() > 0)
                .containsExactly(
                        new Band(0, 0.05, 5), new Band(0.3, 0.35, 5), new Band(0.65, 0.7, 5), new Band(0.95, 1, 5));
    }

    /** F(0.975; 40, 120) = 1.61 and F(0.975; 120, 40) = 1.72 in printed tables. */
    @Test
    void shouldGiveFeldtsInterval() {
        List<String> rows = new ArrayList<>();
        String[] patterns = {"0000", "1000", "1100", "1110", "1111"};
        for (int i = 0; i < 41; i++) {
            rows.add(patterns[i % 5]);
        }

        Known known = (Known)
                FormAnalyses.of(Responses.of(rows.toArray(String[]::new)), null).reliability();

        assertThat((1 - known.low()) / (1 - known.alpha())).isCloseTo(1.61, within(0.005));
        assertThat((1 - known.alpha()) / (1 - known.high())).isCloseTo(1.72, within(0.005));
    }

    @Test
    void shouldNotGiveAlphaWhereFormsDiffer() {
        List<String> rows = new ArrayList<>(Collections.nCopies(30, "11."));
        rows.add("1.1");

        FormAnalysis analysis = FormAnalyses.of(Responses.of(rows.toArray(String[]::new)), null);

        assertThat(analysis.items()).isNull();
        assertThat(analysis.unit()).isEqualTo(Unit.POINTS);
        assertThat(reason(analysis)).isEqualTo(Reason.FORMS_DIFFER);
    }

    @Test
    void shouldNotTakeAShorterFormForTheSame() {
        List<String> rows = new ArrayList<>(Collections.nCopies(30, "110"));
        rows.add("11.");

        FormAnalysis analysis = FormAnalyses.of(Responses.of(rows.toArray(String[]::new)), null);

        assertThat(analysis.items()).isNull();
        assertThat(reason(analysis)).isEqualTo(Reason.FORMS_DIFFER);
    }

    @Test
    void shouldTellSharesWhereMaximaDiffer() {
        FormAnalysis analysis = FormAnalyses.of(Responses.of("11.", "100"), null);

        assertThat(analysis.unit()).isEqualTo(Unit.SHARE);
        assertThat(analysis.maximum()).isNull();
        assertThat(analysis.scores().mean()).isCloseTo((1 + 1.0 / 3) / 2, HAIR);
        assertThat(reason(analysis)).isEqualTo(Reason.FORMS_DIFFER);
    }

    @Test
    void shouldSayWhyThereIsNoAlpha() {
        assertThat(reason(FormAnalyses.of(Responses.of("110", "111"), null))).isEqualTo(Reason.TOO_FEW_ATTEMPTS);
        assertThat(reason(FormAnalyses.of(Responses.of("1", "0"), null))).isEqualTo(Reason.TOO_FEW_ITEMS);
        assertThat(reason(FormAnalyses.of(
                        Responses.of(Collections.nCopies(20, "110").toArray(String[]::new)), null)))
                .isEqualTo(Reason.NO_VARIANCE);
        assertThat(reason(FormAnalyses.of(Responses.ofItems(3), null))).isEqualTo(Reason.FORMS_DIFFER);
    }

    @Test
    void shouldGiveNoAlphaToAFormOfOneItem() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(List.of("00", "10", "11").get(i % 3));
        }

        Known known = (Known)
                FormAnalyses.of(Responses.of(rows.toArray(String[]::new)), null).reliability();

        assertThat(known.without()).extracting(Without::alpha).containsExactly(null, null);
        assertThat(known.interItemDeviation()).isNull();
    }

    @Test
    void shouldLeaveOutWhatDoesNotCountOrWasWithdrawn() {
        ResponseMatrix plain = Lsat6.matrix();
        ResponseMatrix more = Responses.ofItems(7);
        List<String> rows = Lsat6.rows();
        for (int i = 0; i < rows.size(); i++) {
            List<Answer> row = new ArrayList<>(row(rows.get(i)));
            row.add(new Answer(id(5), BigDecimal.ONE, BigDecimal.ONE, Set.of(), null, false));
            row.add(new Answer(id(6), BigDecimal.ZERO, BigDecimal.ZERO, Set.of(), null, true));
            more.put(attempt(i), row);
        }

        assertThat(FormAnalyses.of(more, null)).isEqualTo(FormAnalyses.of(plain, null));
    }

    @Test
    void shouldSayNothingOfNoAttempts() {
        FormAnalysis analysis = FormAnalyses.of(Responses.ofItems(3), new PassMark(1, 0, 1));

        assertThat(analysis.n()).isZero();
        assertThat(analysis.scores()).isNull();
        assertThat(analysis.passRate()).isNull();
    }

    @Test
    void shouldNeedAsManyRightAnswersAsReachThePassMark() {
        assertThat(new PassMark(720, 100, 1000).needed(50)).isEqualTo(35);
        assertThat(new PassMark(700, 100, 1000).needed(3)).isEqualTo(2);
        assertThat(new PassMark(100, 100, 1000).needed(50)).isZero();
        assertThat(new PassMark(1000, 100, 1000).needed(50)).isEqualTo(50);
        assertThat(new PassMark(700, 100, 1000).passedBy(2, 3)).isTrue();
        assertThat(new PassMark(701, 100, 1000).passedBy(2, 3)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new PassMark(50, 100, 1000));
    }

    private static Reason reason(FormAnalysis analysis) {
        return ((Withheld) analysis.reliability()).reason();
    }

    /** Floating point may leave alpha a hair above 1; the root of 1 - alpha would be no number. */
    @ParameterizedTest
    @ValueSource(ints = {20, 31, 33, 47, 100})
    void shouldTellAnAlphaOfOneOfItemsThatAllAgree(int attempts) {
        String[] rows = IntStream.range(0, attempts)
                .mapToObj(i -> i % 2 == 0 ? "111" : "000")
                .toArray(String[]::new);

        Reliability.Known known =
                (Reliability.Known) FormAnalyses.of(Responses.of(rows), null).reliability();

        assertThat(known.alpha()).isBetween(1 - 1e-9, 1.0);
        assertThat(known.standardError()).isBetween(0.0, 1e-4);
        assertThat(known.low()).isLessThanOrEqualTo(known.high());
    }
}
