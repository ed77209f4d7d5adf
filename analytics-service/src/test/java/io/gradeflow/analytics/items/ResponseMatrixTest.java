package io.gradeflow.analytics.items;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gradeflow.analytics.Responses;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponseMatrixTest {

    @Test
    void shouldReplaceAnAttemptThatIsPutAgain() {
        ResponseMatrix matrix = Responses.of("110", "001");

        matrix.put(attempt(0), row("0.1"));

        assertThat(ItemAnalyses.of(matrix)).isEqualTo(ItemAnalyses.of(Responses.of("0.1", "001")));
        assertThat(matrix.attempts()).isEqualTo(2);
    }

    @Test
    void shouldForgetAnAttempt() {
        ResponseMatrix matrix = Responses.of("110", "001", "111");

        assertThat(matrix.remove(attempt(0))).isTrue();
        assertThat(matrix.remove(attempt(0))).isFalse();

        assertThat(ItemAnalyses.of(matrix)).isEqualTo(ItemAnalyses.of(Responses.of("111", "001")));
        matrix.put(attempt(2), row("000"));
        assertThat(ItemAnalyses.of(matrix)).isEqualTo(ItemAnalyses.of(Responses.of("000", "001")));
    }

    @Test
    void shouldGrowWithoutLosingAnything() {
        String[] rows =
                IntStream.range(0, 1000).mapToObj(i -> i % 3 == 0 ? "10" : "01").toArray(String[]::new);

        assertThat(ItemAnalyses.of(Responses.of(rows)).getFirst().facility()).isEqualTo(Proportion.of(334, 1000));
    }

    /** Fractions of a point are kept as they come: nothing is rounded on the way in. */
    @Test
    void shouldKeepScoresExact() {
        ResponseMatrix matrix = Responses.of("1");

        matrix.put(attempt(0), List.of(answer("item 1", "0.333333")));

        assertThat(matrix.scoreAt(0, 0)).isEqualTo(333_333);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> matrix.put(attempt(0), List.of(answer("item 1", "0.3333333"))));
    }

    @Test
    void shouldFollowACorrectionOnceTheAnswersArePutAgain() {
        ResponseMatrix matrix = new ResponseMatrix();
        matrix.describe(new Item("item", List.of("a", "b"), Set.of("a")));
        matrix.put(attempt(0), List.of(answer("item", "1", "a")));

        matrix.describe(new Item("item", List.of("a", "b"), Set.of("b")));
        matrix.put(attempt(0), List.of(answer("item", "0", "a")));

        ItemAnalysis analysis = ItemAnalyses.of(matrix).getFirst();
        assertThat(analysis.facility()).isEqualTo(Proportion.of(0, 1));
        assertThat(analysis.options())
                .extracting(ItemAnalysis.OptionFigure::key)
                .containsExactly(false, true);
        assertThat(analysis.patterns()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        ResponseMatrix matrix = Responses.of("11");
        matrix.describe(new Item("choice", List.of("a", "b"), Set.of("a")));

        assertRefused(matrix, List.of(answer("item 9", "1")), "item 9");
        assertRefused(matrix, List.of(answer("item 1", "1"), answer("item 1", "0")), "twice");
        assertRefused(matrix, List.of(answer("choice", "1", "z")), "no option z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.describe(new Item("choice", List.of("a", "c"), Set.of("a"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Item("i", List.of("a", "a"), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Item("i", List.of("a"), Set.of("b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Item(
                        "i", IntStream.range(0, 65).mapToObj(String::valueOf).toList(), Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Answer("i", BigDecimal.TWO, BigDecimal.ONE, Set.of(), null, true));
        assertThat(matrix.attempts()).isEqualTo(1);
        assertThat(matrix.size(0)).isEqualTo(2);
    }

    private static void assertRefused(ResponseMatrix matrix, List<Answer> form, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.put(attempt(0), form))
                .withMessageContaining(text);
    }
}
