package io.gradeflow.bench.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Call;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FollowedAnswersTest {

    private static final Answer ACKNOWLEDGED = new Answer(202, Buffer.buffer("{}"), "");

    private final Call single = Call.put("/single", "a-token", new byte[0]);
    private final List<Call> others = Collections.nCopies(5, Call.put("/other", "another", new byte[0]));
    private final FollowedAnswers answers = new FollowedAnswers("a-bank", List.of(single), others, 1);
    private final int followed = answers.calls().indexOf(single);

    @Test
    void shouldLookAtTheFiguresUntilTheyTellOfTheAnswer() {
        Call look = answers.after(followed, ACKNOWLEDGED).orElseThrow();

        assertThat(look.path()).isEqualTo("/api/v1/analytics/topics?bank=a-bank");
        assertThat(look.token()).isEqualTo("a-token");
        assertThat(answers.after(followed, figures(0))).isPresent();
        assertThat(answers.after(followed, figures(1))).isEmpty();
        assertThat(answers.failure(followed, figures(1))).isEmpty();
    }

    @Test
    void shouldFollowNoOther() {
        assertThat(answers.calls()).hasSize(6);
        IntStream.range(0, 6).filter(call -> call != followed).forEach(call -> {
            assertThat(answers.after(call, ACKNOWLEDGED)).isEmpty();
            assertThat(answers.failure(call, ACKNOWLEDGED)).isEmpty();
        });
    }

    @Test
    void shouldSayWhatBecameOfAnAnswerThatIsNotCounted() {
        assertThat(answers.failure(followed, figures(0))).isNotEmpty();
        assertThat(answers.failure(followed, new Answer(0, Buffer.buffer(), "refused")))
                .isEqualTo("refused");
        assertThat(answers.failure(followed, new Answer(409, Buffer.buffer("{\"code\":\"attempt-over\"}"), "")))
                .isEqualTo("409 attempt-over");
    }

    private static Answer figures(int answers) {
        return new Answer(200, Buffer.buffer("{\"total\":{\"answers\":" + answers + "}}"), "");
    }
}
