package io.gradeflow.question.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
        boolean everySubset =
                IntStream.range(1, 1 << SECTIONS).allMatch(subset -> found(supplies, subset) >= needed(counts, subset));
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

    /** O. Ore's form of the theorem: what is missing is the most by which any sections together find too few. */
    @Property(tries = 300)
    void shouldMissAsFewQuestionsAsCanBe(
            @ForAll @Size(SECTIONS) List<@IntRange(min = 1, max = 4) Integer> counts,
            @ForAll @IntRange(max = 3) int unscored,
            @ForAll("supplies") List<Supply> supplies) {
        int most = IntStream.range(1, 1 << SECTIONS)
                .map(subset -> needed(counts, subset) - found(supplies, subset))
                .max()
                .orElseThrow();
        int all = (1 << SECTIONS) - 1;
        int expected = Math.max(0, Math.max(most, needed(counts, all) + unscored - found(supplies, all)));
        List<Blueprint.Section> sections = sections(counts.toArray(Integer[]::new));

        Coverage.Shortfall shortfall = Coverage.shortfall(sections, unscored, supplies);

        assertThat(shortfall.total()).isEqualTo(expected);
        assertThat(shortfall.sections().getFirst())
                .isEqualTo(Math.max(0, counts.getFirst() - Coverage.available(sections.getFirst(), supplies)));
        assertThat(Coverage.isEnough(sections, unscored, filledUp(supplies, shortfall)))
                .isTrue();
    }

    private static List<Supply> filledUp(List<Supply> supplies, Coverage.Shortfall shortfall) {
        List<Supply> more = new ArrayList<>(supplies);
        IntStream.range(0, SECTIONS)
                .forEach(section -> more.add(supply(shortfall.sections().get(section), section)));
        more.add(supply(shortfall.unscored(), 0));
        return more;
    }

    private static int found(List<Supply> supplies, int subset) {
        return supplies.stream()
                .filter(supply -> IntStream.range(0, SECTIONS)
                        .anyMatch(section ->
                                isIn(subset, section) && supply.topics().contains(topic(section))))
                .mapToInt(Supply::questions)
                .sum();
    }

    private static int needed(List<Integer> counts, int subset) {
        return IntStream.range(0, SECTIONS)
                .filter(section -> isIn(subset, section))
                .map(counts::get)
                .sum();
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
