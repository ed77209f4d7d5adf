package io.gradeflow.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.Crowd;
import io.gradeflow.bench.crowd.Learner;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.crowd.Troubles;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Fault FAULT = new Fault("killed", "kafka", (stack, random) -> "killed");

    @Test
    void shouldTellWhatWasAcknowledgedAndWhatHappened() {
        Round round = rounds((number, fault, random, notes) -> {
                    notes.told(List.of(answered(3)));
                    notes.troubles().met("503");
                    notes.happened("killed, and started again", Duration.ofMillis(1_500));
                    notes.meanwhile("a key was corrected");
                })
                .run(7, FAULT);

        assertThat(round.isSound()).isTrue();
        assertThat(round.number()).isEqualTo(7);
        assertThat(round.acknowledged()).isEqualTo(3);
        assertThat(round.errors()).isEqualTo(1);
        assertThat(round.awayMillis()).isEqualTo(1_500);
        assertThat(round.effect()).isEqualTo("killed, and started again");
        assertThat(round.meanwhile()).isEqualTo("a key was corrected");
    }

    @Test
    void shouldTakeWhateverBreaksARoundOffForAFindingAndKeepWhatIsKnown() {
        for (RuntimeException failure : List.of(
                new BenchException("no answer"),
                new IllegalStateException("no answer"),
                new CompletionException("no answer", new InterruptedException()))) {
            Round round = rounds((number, fault, random, notes) -> {
                        notes.told(List.of(answered(2)));
                        throw failure;
                    })
                    .run(1, FAULT);

            assertThat(round.findings()).singleElement().asString().contains("no answer");
            assertThat(round.acknowledged()).isEqualTo(2);
        }
    }

    @Test
    void shouldFindThatNothingWasShownWhereNoAnswerWasAcknowledged() {
        assertThat(rounds((number, fault, random, notes) -> {}).run(1, FAULT).findings())
                .singleElement()
                .asString()
                .startsWith("No answer was acknowledged");
    }

    @Test
    void shouldNotTakeTheEndOfTheRunForAFinding() {
        Rounds ended = new Rounds(
                (number, fault, random, notes) -> {
                    throw new BenchException("Interrupted.");
                },
                () -> true,
                42);

        assertThatThrownBy(() -> ended.run(1, FAULT)).hasMessage("Interrupted.");
    }

    @Test
    void shouldDrawTheLengthsOfARoundFromTheSeedAndItsNumberAlone() {
        List<Integer> drawn = new ArrayList<>();
        Rounds rounds = rounds((number, fault, random, notes) -> drawn.add(random.nextInt()));

        List.of(1, 2, 3).forEach(number -> rounds.run(number, FAULT));
        rounds.run(3, FAULT);

        assertThat(drawn.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(drawn.get(3)).isEqualTo(drawn.get(2));
    }

    @Test
    void shouldFindAProofThatIsNotEqual() {
        assertThat(StackCourse.proofFinding(
                        JsonNodeFactory.instance.objectNode().put("status", "EQUAL")))
                .isEmpty();
        assertThat(StackCourse.proofFinding(
                        JsonNodeFactory.instance.objectNode().put("status", "DIFFERENT")))
                .hasValueSatisfying(finding -> assertThat(finding).contains("DIFFERENT"));
        assertThat(StackCourse.proofFinding(JsonNodeFactory.instance.objectNode()))
                .isPresent();
    }

    @Test
    void shouldLetSomeExamsRunUntilTheirTimeIsUpInSomeRounds() {
        List<Crowd.Mix> mixes = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> StackCourse.mix(60, number))
                .toList();

        assertThat(mixes).allSatisfy(mix -> assertThat(mix.all()).isEqualTo(60));
        assertThat(mixes.stream().filter(mix -> mix.untilTimeIsUp() > 0)).hasSize(10);
    }

    private static Rounds rounds(Rounds.Course course) {
        return new Rounds(course, () -> false, 42);
    }

    private static AttemptLedger answered(int times) {
        Learner learner = new Learner(new PatientApi(URI.create("http://127.0.0.1"), new Troubles()), "ada", "");
        AttemptLedger ledger = new AttemptLedger(
                learner, JsonNodeFactory.instance.objectNode().put("id", "any").put("mode", "practice"));
        for (int version = 1; version <= times; version++) {
            ledger.acknowledge(1, version, List.of("A"), "");
        }
        return ledger;
    }
}
