package io.gradeflow.bench.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.grading.ChoiceResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MadeUpAnswersTest {

    private static final int LEARNERS = 10;
    private static final int COUNT = 1_000;

    private final List<UUID> questions =
            Stream.generate(UUID::randomUUID).limit(200).toList();
    private final MadeUpAnswers answers = answers("one");

    private MadeUpAnswers answers(String run) {
        return new MadeUpAnswers(run, new UUID(0, 1), questions, LEARNERS, COUNT);
    }

    @Test
    void shouldHaveAnotherSumOfIdsWhereOneStandsForAnother() {
        MadeUpAnswers answers = new MadeUpAnswers("run", UUID.randomUUID(), List.of(UUID.randomUUID()), 3, 10);
        List<UUID> ids = new ArrayList<>(IntStream.range(0, 10)
                .mapToObj(number -> answers.submitted(number).answerId())
                .toList());

        assertThat(ids.stream().mapToLong(MadeUpAnswers::sum).sum()).isEqualTo(answers.sumOfIds());
        ids.set(3, ids.get(4));
        assertThat(ids.stream().mapToLong(MadeUpAnswers::sum).sum()).isNotEqualTo(answers.sumOfIds());
    }

    @Test
    void shouldBeTheSameAnswersEachTimeAndOthersInAnotherRun() {
        assertThat(all(answers)).isEqualTo(all(answers("one")));
        assertThat(all(answers))
                .extracting(AnswerGraded::answerId)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        all(answers("two")).stream().map(AnswerGraded::answerId).toList());
    }

    @Test
    void shouldTellHowManyAreRightByEitherKey() {
        List<AnswerGraded> regraded =
                IntStream.range(0, COUNT).mapToObj(answers::regraded).toList();

        assertThat(all(answers).stream().filter(AnswerGraded::correct)).hasSize((int) answers.right());
        assertThat(regraded.stream().filter(AnswerGraded::correct)).hasSize((int) answers.rightOnceCorrected());
        assertThat(IntStream.range(0, COUNT)
                        .filter(number -> regraded.get(number).correct()
                                != answers.graded(number).correct()))
                .hasSize(COUNT * 9 / 10);
        assertThat(regraded).extracting(AnswerGraded::keyVersion).containsOnly(2);
    }

    @Test
    void shouldTickWhatTheGeneratedBankTakesForRight() {
        assertThat(IntStream.range(0, COUNT)).allSatisfy(number -> {
            AnswerSubmitted submitted = answers.submitted(number);
            AnswerGraded graded = answers.graded(number);
            int question = 1 + questions.indexOf(submitted.questionId());
            assertThat(submitted.response().equals(ChoiceResponse.of(List.of(GeneratedBank.choice(question, 0)))))
                    .isEqualTo(graded.correct());
            assertThat(submitted.eventId()).isEqualTo(graded.eventId());
        });
    }

    @Test
    void shouldRepeatOneQuestionInFiveAndAnswerInTheOrderOfTime() {
        Map<String, List<AnswerGraded>> byLearner =
                all(answers).stream().collect(Collectors.groupingBy(AnswerGraded::learnerId));

        assertThat(byLearner).hasSize(LEARNERS);
        assertThat(byLearner.values()).allSatisfy(own -> {
            assertThat(own)
                    .extracting(AnswerGraded::questionId)
                    .satisfies(asked -> assertThat(asked.stream().distinct()).hasSize(COUNT / LEARNERS * 4 / 5));
            assertThat(own)
                    .extracting(AnswerGraded::answeredAt)
                    .isSortedAccordingTo(Comparator.<Instant>naturalOrder());
        });
    }

    private static List<AnswerGraded> all(MadeUpAnswers answers) {
        return IntStream.range(0, COUNT).mapToObj(answers::graded).toList();
    }
}
