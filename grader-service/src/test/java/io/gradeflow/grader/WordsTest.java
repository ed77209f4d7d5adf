package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.grading.TextRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What learners type goes no further than to the graders, whose topics keep it for a week. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class WordsTest extends Answers {

    private static final String WORDS = "my aunt Wilhelmina";

    @Test
    void shouldJudgeWhatWasTypedAndNotTellItOn() {
        publishKey(1, new TextKey(List.of(new TextAnswer(WORDS, Fraction.ONE)), TextRules.LENIENT, BigDecimal.ONE));

        AnswerSubmitted answer = submit(learner, 1, new TextResponse(WORDS), Topic.ANSWERS_SUBMITTED);

        AnswerGraded grade = grade(answer, Topic.ANSWERS_GRADED);
        assertThat(grade.correct()).isTrue();
        assertThat(grade.response()).isEqualTo(TextResponse.WITHHELD);
        assertThat(mine(Topic.ANSWERS_GRADED).map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .isNotEmpty()
                .noneMatch(value -> value.contains(WORDS));
    }

    @Test
    void shouldNotTellItWithWhatIsRejectedEither() {
        AnswerSubmitted answer = submit(learner, 7, new TextResponse(WORDS), Topic.ANSWERS_SUBMITTED);

        AnswerRejected rejected =
                await().until(this::rejections, found -> !found.isEmpty()).getFirst();
        assertThat(rejected.reason()).isEqualTo(AnswerRejected.Reason.KEY_UNKNOWN);
        assertThat(rejected.payload()).contains(answer.answerId().toString()).doesNotContain(WORDS);
    }
}
