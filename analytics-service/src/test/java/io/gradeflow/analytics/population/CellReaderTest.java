package io.gradeflow.analytics.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.Item;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.grading.TextRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellReaderTest {

    private final UUID choice = UUID.randomUUID();
    private final UUID typed = UUID.randomUUID();
    private final Map<String, DescribedItem> items = new HashMap<>();
    private final CellReader reader = new CellReader(items, 100);

    @BeforeEach
    void describe() {
        describe(choice, List.of("A", "B"), ChoiceKey.allOrNothing(List.of("A")));
        describe(
                typed,
                List.of(),
                new TextKey(List.of(new TextAnswer("Rome", Fraction.ONE)), TextRules.LENIENT, BigDecimal.ONE));
    }

    @Test
    void shouldReadWhatWasAnswered() {
        Answer answer = read(choice + " 1 f 2 0.5 1 " + json(ChoiceResponse.of(List.of("B"))));

        assertThat(answer)
                .isEqualTo(new Answer(choice + "/1", new BigDecimal("0.5"), BigDecimal.ONE, Set.of("B"), null, true));
        assertThat(reader.read(choice + " 1 f blank").question()).isEqualTo(choice);
    }

    @Test
    void shouldReadABlankAndAnAnswerThatHoldsNothing() {
        assertThat(read(choice + " 1 f blank").score()).isEqualByComparingTo("0");
        assertThat(read(choice + " 1 f blank").maximum()).isEqualByComparingTo("1");
        assertThat(read(choice + " 1 f 2 0 1").chosen()).isEmpty();
    }

    @Test
    void shouldTellWhatIsOnlyTriedOut() {
        assertThat(read(choice + " 1 t blank").counts()).isFalse();
        assertThat(read(choice + " 1 f blank").counts()).isTrue();
    }

    @Test
    void shouldGradeByTheKeyInForceWhatWasGradedByAnOlderOne() {
        assertThat(read(choice + " 1 f 1 0 1 " + json(ChoiceResponse.of(List.of("A"))))
                        .score())
                .isEqualByComparingTo("1");
        assertThat(answer(typed + " 1 f 1 1 1 " + json(new TextResponse("withheld"))))
                .isNull();
        assertThat(read(typed + " 1 f 2 1 1 " + json(new TextResponse("withheld")))
                        .score())
                .isEqualByComparingTo("1");
    }

    @Test
    void shouldWaitForAQuestionItsKeyOrItsGrade() {
        assertThat(answer(choice + " 1 f waiting")).isNull();
        assertThat(answer(choice + " 2 f blank")).isNull();
        assertThat(answer(choice + " 1 f 3 1 1 " + json(ChoiceResponse.of(List.of("A")))))
                .isNull();
    }

    @Test
    void shouldTakeNothingForChosenThatIsNoOption() {
        assertThat(read(choice + " 1 f 2 0 1 " + json(ChoiceResponse.of(List.of("A", "E"))))
                        .chosen())
                .isEmpty();
        assertThat(read(typed + " 1 f 2 0 1 " + json(new NumberResponse(new BigDecimal("4.2"))))
                        .chosen())
                .isEmpty();
    }

    @Test
    void shouldReadTheSameWhateverItKeeps() {
        CellReader forgetful = new CellReader(items, 2);
        List<String> cells =
                List.of(choice + " 1 f blank", choice + " 1 t blank", choice + " 1 f 2 1 1", typed + " 1 f blank");

        for (int round = 0; round < 3; round++) {
            assertThat(cells.stream().map(forgetful::read).toList())
                    .isEqualTo(cells.stream().map(reader::read).toList());
            assertThat(forgetful.size()).isLessThanOrEqualTo(2);
        }
    }

    private void describe(UUID question, List<String> options, AnswerKey key) {
        String id = question + "/1";
        items.put(
                id,
                new DescribedItem(
                        new Item(id, options, options.isEmpty() ? Set.of() : Set.of("A"), true),
                        null,
                        2,
                        key,
                        Grading.grade(key, null)));
    }

    private Answer read(String cell) {
        Answer answer = answer(cell);
        assertThat(answer).as(cell).isNotNull();
        return answer;
    }

    private Answer answer(String cell) {
        return reader.read(cell).answer();
    }

    private static String json(Response response) {
        return new String(EventJson.write(response), StandardCharsets.UTF_8);
    }
}
