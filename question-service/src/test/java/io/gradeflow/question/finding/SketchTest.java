package io.gradeflow.question.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchTest {

    private static final Set<String> ONE = words("A team needs the fastest way to move 3 TB to a bucket. Which one?");

    @Test
    void shouldBeAsAlikeAsTrigramsSay() {
        // SELECT similarity('word', 'two words') in the manual of pg_trgm gives 4 of 11.
        assertThat(Sketch.similarity(words("word"), words("two words"))).isCloseTo(4 / 11.0, within(1e-9));
        assertThat(Sketch.similarity(ONE, ONE)).isEqualTo(1);
        assertThat(Sketch.similarity(ONE, words("Nothing of that"))).isLessThan(0.2);
        assertThat(Sketch.similarity(words("?"), words("?"))).isZero();
    }

    @Test
    void shouldTellQuestionsApartByTheirNumbers() {
        Set<String> other = words("A team needs the fastest way to move 4 TB to a bucket. Which one?");

        assertThat(Sketch.similarity(ONE, other)).isZero();
        assertThat(shared(ONE, other)).isZero();
    }

    @Test
    void shouldShareABandWhereWordingsAreAlike() {
        Random random = new Random(7);
        int alike = 0;
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            List<String> one =
                    IntStream.range(0, 30).mapToObj(n -> word(random)).toList();
            Set<String> other = one.stream()
                    .map(word -> random.nextInt(25) == 0 ? word(random) : word)
                    .collect(Collectors.toSet());
            if (Sketch.similarity(Set.copyOf(one), other) >= Sketch.ALIKE) {
                alike++;
                found += shared(Set.copyOf(one), other) > 0 ? 1 : 0;
            }
        }

        assertThat(alike).isGreaterThan(1_000);
        assertThat((double) found / alike).isGreaterThan(0.99);
    }

    private static String word(Random random) {
        return random.ints(6, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static long shared(Set<String> one, Set<String> other) {
        List<Long> sketch = Sketch.of(one);
        List<Long> others = Sketch.of(other);
        return IntStream.range(0, sketch.size())
                .filter(band -> sketch.get(band).equals(others.get(band)))
                .count();
    }

    @Test
    void shouldSketchNothingWhereThereAreNoWords() {
        assertThat(Sketch.of(words("?!"))).isEmpty();
        assertThat(Set.copyOf(Sketch.of(ONE))).hasSize(Sketch.BANDS);
    }

    private static Set<String> words(String text) {
        return Words.of(List.of(text));
    }
}
