package io.gradeflow.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.load.Answer;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartedAttemptsTest {

    @Test
    void shouldFindNothingWrongWithAttemptsThatAreWhole() {
        assertThat(failures(attempt("a", "q1", "q2"), attempt("b", "q2", "q1"))).isEmpty();
    }

    @Test
    void shouldCountEachThingThatIsWrong() {
        Answer refused = new Answer(503, Buffer.buffer("{\"code\":\"bank-loading\"}"), "");

        assertThat(failures(
                        refused,
                        refused,
                        new Answer(0, Buffer.buffer(), "connection reset"),
                        new Answer(201, Buffer.buffer("<html>"), "")))
                .isEqualTo(Map.of("503 bank-loading", 2, "connection reset", 1, "201 without JSON", 1));
    }

    @Test
    void shouldNoticeAPaperThatIsNotWholeOrRepeatsAQuestion() {
        assertThat(failures(attempt("a", "q1"), attempt("b", "q1", "q1")))
                .isEqualTo(Map.of("201 with 1 questions instead of 2", 2));
    }

    @Test
    void shouldNoticeOneAttemptGivenToTwo() {
        assertThat(failures(attempt("a", "q1", "q2"), attempt("a", "q1", "q2")))
                .isEqualTo(Map.of("201 with the attempt of somebody else", 1));
    }

    private static Map<String, Integer> failures(Answer... answers) {
        StartedAttempts started = new StartedAttempts(2);
        started.look(List.of(answers));
        return started.failures();
    }

    private static Answer attempt(String id, String... questions) {
        String asked = IntStream.range(0, questions.length)
                .mapToObj(i -> "{\"questionId\":\"%s\",\"stem\":\"Why?\",\"choices\":[{\"id\":\"A\"}]}"
                        .formatted(questions[i]))
                .collect(Collectors.joining(",", "[", "]"));
        return new Answer(201, Buffer.buffer("{\"id\":\"" + id + "\",\"questions\":" + asked + "}"), "");
    }
}
