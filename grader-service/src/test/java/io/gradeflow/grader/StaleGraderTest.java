package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key is corrected, and this grader has only the former one when answers come. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class StaleGraderTest extends Answers {

    @BeforeEach
    void knowTheFirstKey() {
        publishKey(1, "A");
        assertThat(grade(submit(1, "A", Topic.ANSWERS_SUBMITTED), Topic.ANSWERS_GRADED)
                        .keyVersion())
                .isEqualTo(1);
    }

    @Test
    void shouldNeitherGradeNorRejectBeforeItHasReadOnWhatTheSenderKnew() {
        AnswerSubmitted live;
        AnswerSubmitted slow;
        try (HeldRecords.Hold hold = HeldRecords.holdKey(question, 2)) {
            correctKey(hold);
            live = submit(2, "B", Topic.ANSWERS_SUBMITTED);
            slow = submit(2, "B", Topic.ANSWERS_RESUBMITTED);

            await().during(Duration.ofSeconds(1)).until(() -> isUntouched(live) && isUntouched(slow));
        }

        for (AnswerGraded graded :
                new AnswerGraded[] {grade(live, Topic.ANSWERS_GRADED), grade(slow, Topic.ANSWERS_REGRADED)}) {
            assertThat(graded.keyVersion()).isEqualTo(2);
            assertThat(graded.correct()).isTrue();
        }
        assertThat(rejections()).isEmpty();
    }

    @Test
    void shouldRejectOnlyWhatIsStillMissingAtTheEndThatItSawAfterTheAnswer() {
        AnswerSubmitted answer;
        try (HeldRecords.Hold hold = HeldRecords.holdKey(question, 2)) {
            correctKey(hold);
            answer = submit(3, "B", Topic.ANSWERS_SUBMITTED);

            await().during(Duration.ofSeconds(1)).until(() -> isUntouched(answer));
        }

        await().untilAsserted(() -> assertThat(rejections())
                .extracting(AnswerRejected::reason, AnswerRejected::detail)
                .containsExactly(tuple(
                        AnswerRejected.Reason.KEY_UNKNOWN,
                        "question " + question + " revision 1 has no key of version 3 or newer")));
        assertThat(grades(answer, Topic.ANSWERS_GRADED)).isEmpty();
    }

    @Test
    void shouldSayUnderWhichKeyItGradedWhatWasSentBeforeTheCorrection() {
        try (HeldRecords.Hold hold = HeldRecords.holdKey(question, 2)) {
            correctKey(hold);

            AnswerGraded graded = grade(submit(1, "A", Topic.ANSWERS_SUBMITTED), Topic.ANSWERS_GRADED);

            assertThat(graded.keyVersion()).isEqualTo(1);
            assertThat(graded.correct()).isTrue();
        }
    }

    private void correctKey(HeldRecords.Hold hold) {
        publishKey(2, "B");
        await().until(hold::holds);
    }

    private boolean isUntouched(AnswerSubmitted answer) {
        return grades(answer, Topic.ANSWERS_GRADED).isEmpty()
                && grades(answer, Topic.ANSWERS_REGRADED).isEmpty()
                && rejections().isEmpty();
    }
}
