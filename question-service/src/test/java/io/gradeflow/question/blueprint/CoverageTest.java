package io.gradeflow.question.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

class CoverageTest {

    private static final int SECTIONS = 4;

    @Example
    void shouldLetAQuestionMoveToTheSectionThatHasNoOther() {
        List<Supply> supply = List.of(supply(2, 0, 1), supply(3, 0));

        assertThat(Coverage.isEnough(sections(3, 2), 0, supply)).isTrue();
        assertThat(Coverage.isEnough(sections(3, 3), 0, supply)).isFalse();
        assertThat(Coverage.available(sections(3, 2).getFirst(), supply)).isEqualTo(5);
        assertThat(Coverage.available(sections(3, 2).getLast(), supply)).isEqualTo(2);
    }

    @Example
    void shouldNeedQuestionsForTheUnscoredOnesBesides() {
        List<Supply> supply = List.of(supply(5, 0), supply(1, 7));

        assertThat(Coverage.isEnough(sections(3), 2, supply)).isTrue();
        assertThat(Coverage.isEnough(sections(3), 3, supply)).isFalse();
        assertThat(Coverage.isEnough(sections(1), 0, List.of())).isFalse();
    }

    /** P. Hall's theorem: enough, just when any sections together find as many questions as they need together. */
    @Property
    void shouldAgreeWithTheConditionForAnySectionsTogether(
            @ForAll @Size(SECTIONS) List<@IntRange(min = 1, max = 4) Integer> counts,
            @ForAll @IntRange(max = 3) int unscored,
            @ForAll("supplies") List<Supply> supplies) {
        boolean everySubset = IntStream.range(1, 1 << SECTIONS).allMatch(subset -> {
            int found = supplies.stream()
                    .filter(supply -> IntStream.range(0, SECTIONS)
                            .anyMatch(section ->
                                    isIn(subset, section) && supply.topics().contains(topic(section))))
                    .mapToInt(Supply::questions)
                    .sum();
            int needed = IntStream.range(0, SECTIONS)
                    .filter(section -> isIn(subset, section))
                    .map(counts::get)
                    .sum();
            return found >= needed;
        });
        int all = supplies.stream().mapToInt(Supply::questions).sum();
        int needed = unscored + counts.stream().mapToInt(Integer::intValue).sum();
        boolean expected = everySubset && all >= needed;

        assertThat(Coverage.isEnough(sections(counts.toArray(Integer[]::new)), unscored, supplies))
                .isEqualTo(expected);
        Statistics.collect(expected);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(percent -> percent > 5);
            coverage.check(false).percentage(percent -> percent > 5);
        });
    }

    @Provide
    Arbitrary<List<Supply>> supplies() {
        Arbitrary<Set<String>> topics = Arbitraries.integers()
                .between(0, SECTIONS - 1)
                .map(CoverageTest::topic)
                .set()
                .ofMinSize(1);
        return Combinators.combine(topics, Arbitraries.integers().between(1, 8))
                .as(Supply::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    private static Supply supply(int questions, Integer... sections) {
        return new Supply(Stream.of(sections).map(CoverageTest::topic).collect(Collectors.toSet()), questions);
    }

    private static List<Blueprint.Section> sections(Integer... counts) {
        return IntStream.range(0, counts.length)
                .mapToObj(i -> new Blueprint.Section(topic(i), null, counts[i]))
                .toList();
    }

    private static String topic(int section) {
        return "topic-" + section;
    }

    private static boolean isIn(int subset, int section) {
        return (subset & 1 << section) != 0;
    }
}
