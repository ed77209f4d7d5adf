package io.gradeflow.analytics.items;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.analytics.RealData;
import io.gradeflow.analytics.forms.FormAnalyses;
import io.gradeflow.analytics.forms.FormAnalysis;
import io.gradeflow.analytics.forms.Reliability.Known;
import io.gradeflow.analytics.items.ItemAnalysis.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The second fixture of Moodle's quiz statistics: 25 attempts on 7 questions, with what Moodle's own report makes of them. */
@Tag("real-data")
class MoodleOracleTest {

    private static final int SLOTS = 7;
    private static final double TOLERANCE_PERCENT = 0.001;

    private Path folder;
    private List<List<String>> results;
    private List<List<String>> steps;

    @BeforeEach
    void read() {
        folder = RealData.oracle("moodle");
        results = RealData.rows(folder.resolve("results00.csv"));
        steps = RealData.rows(folder.resolve("steps00.csv"));
    }

    @Test
    void shouldGiveEveryColumnOfEachQuestion() {
        Map<String, ItemAnalysis> slots = analyses((slot, _) -> String.valueOf(slot));
        List<List<String>> expected = RealData.rows(folder.resolve("qstats00.csv")).stream()
                .filter(row -> row.get(1).isEmpty() && row.get(2).isEmpty())
                .toList();

        assertThat(expected).hasSize(SLOTS);
        for (List<String> row : expected) {
            ItemAnalysis slot = slots.get(row.get(0));
            Points points = slot.points();
            assertThat(slot.n()).isEqualTo(Long.parseLong(row.get(3)));
            assertClose(slot.meanScore(), row.get(4));
            assertClose(slot.standardDeviation(), row.get(5));
            assertClose(100 * points.effectiveWeight(), row.get(6));
            assertClose(points.covariance(), row.get(7));
            assertClose(points.variance(), row.get(8));
            assertClose(points.restVariance(), row.get(9));
            assertClose(100 * slot.itemRest().value(), row.get(10));
            assertClose(points.largestCovariance(), row.get(11));
            assertClose(100 * points.efficiency(), row.get(12));
            assertClose(points.maximum(), row.get(13));
        }
    }

    @Test
    void shouldGiveTheColumnsOfVariants() {
        Map<String, ItemAnalysis> variants = analyses(
                (slot, attempt) -> slot == 2 ? "2/" + steps.get(attempt).get(5) : String.valueOf(slot));
        List<List<String>> expected = RealData.rows(folder.resolve("qstats00.csv")).stream()
                .filter(row -> !row.get(2).isEmpty())
                .toList();

        assertThat(expected).hasSize(2);
        for (List<String> row : expected) {
            ItemAnalysis variant = variants.get("2/" + row.get(2));
            assertThat(variant.n()).isEqualTo(Long.parseLong(row.get(3)));
            assertClose(variant.meanScore(), row.get(4));
            assertClose(variant.standardDeviation(), row.get(5));
            assertClose(100 * variant.itemRest().value(), row.get(10));
            assertClose(100 * variant.points().efficiency(), row.get(12));
        }
    }

    /** Moodle correlates a question drawn at random with the whole score, its own included; and so its efficiency is another. */
    @Test
    void shouldGiveTheColumnsOfAQuestionDrawnAtRandom() {
        Map<String, ItemAnalysis> questions = analyses(
                (slot, attempt) -> slot == 1 ? "1/" + steps.get(attempt).get(3) : String.valueOf(slot));
        List<List<String>> expected = RealData.rows(folder.resolve("qstats00.csv")).stream()
                .filter(row -> !row.get(1).isEmpty())
                .toList();

        assertThat(expected).hasSize(1);
        for (List<String> row : expected) {
            ItemAnalysis question = questions.get("1/" + row.get(1));
            assertThat(question.n()).isEqualTo(Long.parseLong(row.get(3)));
            assertClose(question.meanScore(), row.get(4));
            assertClose(question.standardDeviation(), row.get(5));
            assertClose(100 * question.itemTotal().value(), row.get(10));
        }
    }

    @Test
    void shouldGiveTheFiguresOfTheQuiz() throws Exception {
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("oracle2_quiz00_quiz_level_expected.json")
                        .toFile())
                .get("quiz00_quiz_level");

        FormAnalysis quiz = FormAnalyses.of(matrix((slot, _) -> String.valueOf(slot)), null);

        Known known = (Known) quiz.reliability();
        assertThat(quiz.n()).isEqualTo(expected.get("allattemptscount").asLong());
        assertClose(quiz.scores().median(), expected.get("median").asText());
        assertClose(quiz.scores().mean(), expected.get("allattemptsavg").asText());
        assertClose(
                quiz.scores().standardDeviation(),
                expected.get("standarddeviation").asText());
        assertClose(quiz.scores().skewness(), expected.get("skewness").asText());
        assertClose(quiz.scores().kurtosis(), expected.get("kurtosis").asText());
        assertClose(100 * known.alpha(), expected.get("cic").asText());
        assertClose(100 * known.errorRatio(), expected.get("errorratio").asText());
        assertClose(known.standardError(), expected.get("standarderror").asText());
        assertThat(100 * known.alpha()).isCloseTo(-87.22, within(0.005));
        assertThat(known.kr20()).isFalse();
    }

    private Map<String, ItemAnalysis> analyses(BiFunction<Integer, Integer, String> naming) {
        return ItemAnalyses.of(matrix(naming)).stream()
                .collect(Collectors.toMap(analysis -> analysis.item().id(), analysis -> analysis));
    }

    private ResponseMatrix matrix(BiFunction<Integer, Integer, String> naming) {
        ResponseMatrix matrix = new ResponseMatrix();
        for (int i = 0; i < results.size(); i++) {
            int attempt = i;
            List<Answer> form = new ArrayList<>();
            IntStream.rangeClosed(1, SLOTS).forEach(slot -> {
                String item = naming.apply(slot, attempt);
                matrix.describe(new Item(item, List.of(), Set.of()));
                BigDecimal mark = new BigDecimal(results.get(attempt).get(slot)).setScale(6, RoundingMode.HALF_EVEN);
                form.add(answer(item, mark.toPlainString()));
            });
            matrix.put(attempt(attempt), form);
        }
        return matrix;
    }

    private static void assertClose(Double actual, String expected) {
        assertThat(actual).isCloseTo(Double.valueOf(expected), withinPercentage(TOLERANCE_PERCENT));
    }
}
