package io.gradeflow.analytics.ability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.analytics.RealData;
import io.gradeflow.analytics.Responses;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.forms.FormAnalyses;
import io.gradeflow.analytics.forms.FormAnalysis;
import io.gradeflow.analytics.forms.Reliability.Known;
import io.gradeflow.analytics.items.ItemAnalyses;
import io.gradeflow.analytics.items.ItemAnalysis;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Section 6 of the Law School Admission Test as R's package mirt has it, with what it says of it. */
@Tag("real-data")
class LawSchoolOracleTest {

    private static final Offset<Double> THREE_DECIMALS = within(0.000501);

    private Path folder;
    private ResponseMatrix matrix;

    @BeforeEach
    void read() {
        folder = RealData.oracle("lsat6");
        matrix = Responses.of(RealData.rows(folder.resolve("responses.csv")).stream()
                .map(row -> String.join("", row.subList(1, row.size())))
                .toArray(String[]::new));
    }

    @Test
    void shouldGiveTheStatisticsOfTheTestAndItsItems() throws Exception {
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("expected.json").toFile())
                .get("LSAT6");
        JsonNode overall = expected.get("overall");

        FormAnalysis form = FormAnalyses.of(matrix, null);
        List<ItemAnalysis> items = ItemAnalyses.of(matrix);

        Known known = (Known) form.reliability();
        assertThat((double) form.n()).isEqualTo(overall.get("N").asDouble());
        assertClose(form.scores().mean(), overall.get("mean_total.score"));
        assertClose(form.scores().standardDeviation(), overall.get("sd_total.score"));
        assertClose(known.interItemMean(), overall.get("ave.r"));
        assertClose(known.interItemDeviation(), overall.get("sd.r"));
        assertClose(known.alpha(), overall.get("alpha"));
        assertClose(known.standardError(), overall.get("SEM.alpha"));
        assertThat(expected.get("items")).hasSize(5);
        for (int item = 0; item < 5; item++) {
            JsonNode row = expected.get("items").get(item);
            assertClose(items.get(item).meanScore(), row.get("mean"));
            assertClose(items.get(item).standardDeviation(), row.get("sd"));
            assertClose(items.get(item).itemTotal().value(), row.get("total.r"));
            assertClose(items.get(item).itemRest().value(), row.get("total.r_if_rm"));
            assertClose(known.without().get(item).alpha(), row.get("alpha_if_rm"));
        }
    }

    @Test
    void shouldFindTheDifficulties() {
        Calibrated calibrated = (Calibrated) Rasch.calibrate(matrix);

        double[] expected = {-3.616, -1.323, -0.318, -1.731, -2.781};
        for (int item = 0; item < 5; item++) {
            assertThat(calibrated.difficulties().get(item).difficulty()).isCloseTo(expected[item], within(0.01));
        }
    }

    private static void assertClose(Double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), THREE_DECIMALS);
    }
}
