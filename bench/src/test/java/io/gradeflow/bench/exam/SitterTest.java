package io.gradeflow.bench.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.exam.Turn.Kind;
import io.gradeflow.bench.load.Answer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SitterTest {

    private static final ExamPlan EXAM = new ExamPlan(
            40,
            16,
            8,
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            List.of(1),
            Duration.ofSeconds(60),
            1,
            1,
            Duration.ofMinutes(1));
    private static final long WINDOW = EXAM.window().toNanos();

    private final Sitter sitter = new Sitter("a-token", EXAM, new byte[] {'{', '}'}, 1);

    @Test
    void shouldAnswerEachQuestionOfAnExamOnceAndEndIt() {
        assertThat(sitter.begun(exam(16))).isEmpty();

        List<Turn> turns = until(Kind.FINISH);

        assertThat(turns.stream().filter(turn -> turn.kind() == Kind.ANSWER))
                .extracting(turn -> turn.call().path())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 16)
                        .mapToObj(position -> "/api/v1/attempts/an-exam/answers/" + position)
                        .toList());
        assertThat(turns.stream().filter(turn -> turn.kind() == Kind.PAGE)).hasSize(7);
        assertThat(turns.getLast().call().path()).isEqualTo("/api/v1/attempts/an-exam/finish");
    }

    @Test
    void shouldThinkBeforeEachTurn() {
        sitter.begun(exam(16));

        List<Long> moments =
                until(Kind.FINISH).stream().map(Turn::due).distinct().toList();

        assertThat(moments).hasSize(9).isSorted();
        assertThat(IntStream.range(1, moments.size())
                        .mapToObj(i -> Duration.ofNanos(moments.get(i) - moments.get(i - 1))))
                .allSatisfy(thought -> assertThat(thought).isBetween(EXAM.shortest(), EXAM.longest()));
    }

    @Test
    void shouldStartTheNextExamAndAskNothingOfItBeforeItIsThere() {
        sitter.begun(exam(16));

        List<Turn> turns = until(Kind.START);

        assertThat(turns.get(turns.size() - 2).kind()).isEqualTo(Kind.FINISH);
        assertThat(turns.getLast().call()).isEqualTo(sitter.start());
        assertThat(sitter.begun(exam(16))).isEmpty();
        assertThat(until(Kind.ANSWER)).hasSize(1);
    }

    @Test
    void shouldSayWhatIsWrongWithAStart() {
        assertThat(sitter.begun(exam(15))).isEqualTo("an exam of 15 questions");
        assertThat(sitter.begun(new Answer(503, Buffer.buffer(), ""))).isEqualTo("503");
        assertThat(sitter.begun(new Answer(0, Buffer.buffer(), "refused"))).isEqualTo("refused");
    }

    /** The turns up to the first of that kind, as if they were of one long step. */
    private List<Turn> until(Kind last) {
        List<Turn> turns = new ArrayList<>();
        for (int step = 0; ; step++) {
            long begin = step * WINDOW;
            for (Turn turn : sitter.turns(WINDOW)) {
                turns.add(new Turn(begin + turn.due(), turn.kind(), turn.call(), turn.sitter()));
                if (turn.kind() == last) {
                    return turns;
                }
            }
        }
    }

    private static Answer exam(int questions) {
        String papers = IntStream.rangeClosed(1, questions)
                .mapToObj(
                        position -> "{\"position\":%d,\"stem\":\"In case %d, so?\"}".formatted(position, 20 + position))
                .collect(Collectors.joining(","));
        return new Answer(201, Buffer.buffer("{\"id\":\"an-exam\",\"questions\":[" + papers + "]}"), "");
    }
}
