package io.gradeflow.analytics.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.topics.TopicAccuracy.CohortFigures;
import io.gradeflow.analytics.topics.TopicAccuracy.TopicFigure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicChangesTest {

    private static final CohortFigures TOO_FEW = new CohortFigures("spring", null, List.of());

    @Test
    void shouldFindNoneWhereNothingButTheirReachIsNew() {
        TopicAccuracy told = accuracy(3, topics(2, 1), TOO_FEW);
        TopicAccuracy now = accuracy(3, topics(2, 1), TOO_FEW);

        assertThat(TopicChanges.fit(told, now)).isTrue();
        assertThat(TopicChanges.isAny(told, TopicChanges.between(told, now))).isFalse();
    }

    @Test
    void shouldLeaveOutWhatIsAsItWas() {
        TopicAccuracy told = accuracy(3, topics(2, 1, 0), cohort(9, 5, 4), new CohortFigures("other", null, List.of()));
        TopicAccuracy now = accuracy(4, topics(2, 2, 0), cohort(9, 6, 4), new CohortFigures("other", null, List.of()));

        TopicAccuracy changes = TopicChanges.between(told, now);

        assertThat(TopicChanges.isAny(told, changes)).isTrue();
        assertThat(changes.total().answers()).isEqualTo(4);
        assertThat(changes.topics()).containsExactly(now.topics().get(1));
        assertThat(changes.compare())
                .containsExactly(new CohortFigures(
                        "spring",
                        now.compare().getFirst().total(),
                        List.of(now.compare().getFirst().topics().getFirst())));
    }

    @Test
    void shouldNotFitWhereTopicsOrCohortsComeOrGo() {
        TopicAccuracy told = accuracy(3, topics(2, 1), TOO_FEW);

        assertThat(TopicChanges.fit(told, accuracy(3, topics(2, 1, 0), TOO_FEW)))
                .isFalse();
        assertThat(TopicChanges.fit(told, accuracy(3, topics(2), TOO_FEW))).isFalse();
        assertThat(TopicChanges.fit(told, accuracy(3, topics(2, 1)))).isFalse();
        assertThat(TopicChanges.fit(told, accuracy(3, topics(2, 1), cohort(5)))).isFalse();
    }

    private static CohortFigures cohort(long answers, long... ofTopics) {
        return new CohortFigures("spring", figure(answers), topics(ofTopics));
    }

    private static List<TopicFigure> topics(long... answers) {
        return IntStream.range(0, answers.length)
                .mapToObj(i -> TopicFigure.of(new TopicSums.Row("topic-" + i, "Topic " + i, figure(answers[i]))))
                .toList();
    }

    private static Figure figure(long answers) {
        return Figure.of(1, answers, answers, answers, 1.0, null);
    }

    private static TopicAccuracy accuracy(long answers, List<TopicFigure> topics, CohortFigures... compare) {
        return new TopicAccuracy(null, null, null, 0.05, figure(answers), topics, Arrays.asList(compare), null);
    }
}
