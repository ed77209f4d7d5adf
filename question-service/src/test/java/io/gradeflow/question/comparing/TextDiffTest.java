package io.gradeflow.question.comparing;

import static io.gradeflow.question.comparing.DiffView.Op.ADDED;
import static io.gradeflow.question.comparing.DiffView.Op.REMOVED;
import static io.gradeflow.question.comparing.DiffView.Op.SAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.gradeflow.question.comparing.DiffView.Part;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    @Test
    void shouldTellTextsApartByWords() {
        assertThat(TextDiff.of("Which metric counts missed positives?", "Which metrics count missed negatives?"))
                .containsExactly(
                        new Part(SAME, "Which "),
                        new Part(REMOVED, "metric"),
                        new Part(ADDED, "metrics"),
                        new Part(SAME, " "),
                        new Part(REMOVED, "counts"),
                        new Part(ADDED, "count"),
                        new Part(SAME, " missed "),
                        new Part(REMOVED, "positives"),
                        new Part(ADDED, "negatives"),
                        new Part(SAME, "?"));
    }

    @Test
    void shouldTakeNoTextForAnEmptyOne() {
        assertThat(TextDiff.of(null, null)).isEmpty();
        assertThat(TextDiff.of(null, "new")).containsExactly(new Part(ADDED, "new"));
        assertThat(TextDiff.of("old", null)).containsExactly(new Part(REMOVED, "old"));
        assertThat(TextDiff.of("same", "same")).containsExactly(new Part(SAME, "same"));
    }

    @Property(tries = 300)
    void shouldHoldBothTextsWhole(
            @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = 'c') String before,
            @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = 'c') String after) {
        List<Part> parts = TextDiff.of(before, after);

        assertThat(without(parts, ADDED)).isEqualTo(before);
        assertThat(without(parts, REMOVED)).isEqualTo(after);
    }

    @Test
    void shouldTakeNoLongForTheLongestTextsThereCanBe() {
        Random random = new Random(1);
        String one = text(random, " ");
        String other = text(random, "\n");

        List<Part> parts = assertTimeout(Duration.ofSeconds(10), () -> TextDiff.of(one, other));

        assertThat(without(parts, ADDED)).isEqualTo(one);
        assertThat(without(parts, REMOVED)).isEqualTo(other);
    }

    private static String text(Random random, String between) {
        return IntStream.range(0, 25_000)
                .mapToObj(i -> Character.toString('a' + random.nextInt(26)))
                .collect(Collectors.joining(between));
    }

    private static String without(List<Part> parts, DiffView.Op op) {
        return parts.stream().filter(part -> part.op() != op).map(Part::text).collect(Collectors.joining());
    }
}
