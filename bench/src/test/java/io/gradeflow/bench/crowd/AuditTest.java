package io.gradeflow.bench.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.grading.ChoiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The comparisons after faults find what they are there for: an answer lost, doubled, outdated or graded wrong. */
class AuditTest {

    private static final UUID ID = UUID.randomUUID();
    private static final Instant NOW = Instant.now();
    private static final List<String> RIGHT = List.of("A");
    private static final List<String> WRONG = List.of("B");

    private final AttemptLedger ledger = ledger(new Corrected());

    /** Of a practice of one question, answered wrong, then right, and ended. */
    private static AttemptLedger ledger(Corrected corrected) {
        AttemptLedger ledger = new AttemptLedger(
                new Learner(new PatientApi(URI.create("http://127.0.0.1"), new Troubles()), "ada", ""),
                json("""
                        {"id": "%s", "mode": "practice", "questions": [
                            {"position": 1, "stem": "Question 2?", "select": {"max": 1},
                             "choices": [{"id": "A", "text": "right 0"}, {"id": "B", "text": "wrong 1"}]}]}
                        """.formatted(ID)),
                corrected);
        ledger.acknowledge(1, 1, WRONG, "");
        ledger.acknowledge(1, 2, RIGHT, "");
        ledger.finishing();
        ledger.finished("FINISHED");
        return ledger;
    }

    @Test
    void shouldFindNothingWhereAllAgrees() {
        Settled attempt = shown(2, "A", 1);

        assertThat(attempt.findings()).isEmpty();
        assertThat(log(2, List.of(grade(1, WRONG, 0), grade(2, RIGHT, 1), grade(2, RIGHT, 1)))
                        .findings(List.of(attempt)))
                .isEmpty();
        assertThat(Figures.expected(List.of(attempt)))
                .containsOnlyKeys("", "beta")
                .containsValues(new Figures.Counts(1, 1, 1));
    }

    @Test
    void shouldFindAnAnswerThatIsLost() {
        Settled attempt = new Settled(ledger, view("null", 0, 0));

        assertThat(attempt.findings()).singleElement().asString().contains("position 1 shows");
    }

    @Test
    void shouldFindAnAnswerThatIsOutdated() {
        assertThat(shown(1, "B", 0).findings()).singleElement().asString().contains("position 1 shows");
    }

    @Test
    void shouldFindAChangeThatWasStoredTwice() {
        ledger.acknowledge(1, 4, WRONG, "");

        assertThat(shown(4, "B", 0).findings()).singleElement().asString().contains("as version 4 after version 2");
    }

    @Test
    void shouldFindAGradeThatIsWrongAndTotalsThatCountItTwice() {
        assertThat(shown(2, "A", 0).findings()).hasSize(2);
        assertThat(new Settled(ledger, view(answer(2, "A", 1), 2, 2)).findings())
                .singleElement()
                .asString()
                .contains("its totals are");
    }

    @Test
    void shouldTakeEitherFateOfATryThatNobodyWasToldOf() {
        ledger.unknown(1, WRONG);

        assertThat(shown(2, "A", 1).findings()).isEmpty();
        assertThat(shown(3, "B", 0).findings()).isEmpty();
        assertThat(shown(3, "A", 1).findings()).hasSize(1);
    }

    @Test
    void shouldFindAPaperThatLacksTheNewestVersionAndAnEndThatWasNotAnnounced() {
        Settled attempt = shown(2, "A", 1);

        assertThat(log(1, List.of(grade(2, RIGHT, 1))).findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("holds version 1 at position 1");
        assertThat(new EventLog(List.of(), List.of(grade(2, RIGHT, 1)), List.of()).findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("is FINISHED, its announcement null");
    }

    @Test
    void shouldFindGradesThatAreMissingOrContradictEachOtherAndRejections() {
        Settled attempt = shown(2, "A", 1);

        assertThat(log(2, List.of(grade(1, WRONG, 0))).findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("no grade of");
        assertThat(log(2, List.of(grade(2, RIGHT, 1), grade(2, WRONG, 0))).findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("different results");
        assertThat(new EventLog(
                                List.of(ending(2)),
                                List.of(grade(2, RIGHT, 1)),
                                List.of(rejection(ID), rejection(UUID.randomUUID())))
                        .findings(List.of(attempt)))
                .containsExactly("1 answers were rejected");
    }

    @Test
    void shouldFindTwoEndingsThatDiffer() {
        Settled attempt = shown(2, "A", 1);

        assertThat(new EventLog(List.of(ending(2), ending(1)), List.of(grade(2, RIGHT, 1)), List.of())
                        .findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("two different endings");
    }

    @Test
    void shouldJudgeEachGradeByTheKeyThatMadeItAndWantOneByTheKeyInForce() {
        Corrected corrected = new Corrected();
        AttemptLedger answered = ledger(corrected);
        corrected.correct("Question 2?", "wrong 1");
        Settled attempt = new Settled(answered, view(answer(2, "A", 0), 1, 0));

        assertThat(attempt.findings()).isEmpty();
        assertThat(Figures.expected(List.of(attempt))).containsEntry("beta", new Figures.Counts(1, 0, 1));
        assertThat(log(2, List.of(grade(2, RIGHT, 1), regrade(2, RIGHT, 0))).findings(List.of(attempt)))
                .isEmpty();
        assertThat(log(2, List.of(grade(2, RIGHT, 1))).findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("no grade of")
                .contains("by key version 2");
        assertThat(log(2, List.of(grade(2, RIGHT, 1), regrade(2, RIGHT, 1))).findings(List.of(attempt)))
                .singleElement()
                .asString()
                .contains("graded wrong");
        assertThat(new Settled(answered, view(answer(2, "A", 1), 1, 1)).findings())
                .hasSize(2);
    }

    private Settled shown(int version, String choice, int score) {
        return new Settled(ledger, view(answer(version, choice, score), 1, score));
    }

    private static String answer(int version, String choice, int score) {
        return """
                {"version": %d, "choices": ["%s"], "score": %d, "maximum": 1, "correct": %b}
                """.formatted(version, choice, score, score == 1);
    }

    private static ObjectNode view(String answer, int answered, int correct) {
        return json("""
                {"status": "FINISHED",
                 "totals": {"answered": %1$d, "graded": %1$d, "pending": 0, "correct": %2$d, "score": %2$d},
                 "questions": [{"position": 1, "answer": %3$s}]}
                """.formatted(answered, correct, answer));
    }

    private static EventLog log(int paperVersion, List<AnswerGraded> grades) {
        return new EventLog(List.of(ending(paperVersion), ending(paperVersion)), grades, List.of());
    }

    private static AttemptFinished ending(int answerVersion) {
        return new AttemptFinished(
                ID,
                "ada",
                ID,
                "practice",
                List.of(),
                AttemptFinished.Ending.FINISHED,
                NOW,
                NOW,
                List.of(new AttemptFinished.PaperEntry(1, ID, 1, answerVersion, null)),
                null,
                null,
                1);
    }

    private static AnswerRejected rejection(UUID attempt) {
        return new AnswerRejected(
                AnswerRejected.Reason.KEY_UNKNOWN,
                "no key",
                "answers-submitted",
                0,
                0,
                "ada",
                "{\"attemptId\":\"" + attempt + "\"}",
                null);
    }

    private static AnswerGraded grade(int answerVersion, List<String> choices, int score) {
        return grade(answerVersion, choices, score, 1);
    }

    private static AnswerGraded regrade(int answerVersion, List<String> choices, int score) {
        return grade(answerVersion, choices, score, 2);
    }

    private static AnswerGraded grade(int answerVersion, List<String> choices, int score, int keyVersion) {
        return new AnswerGraded(
                ID,
                answerVersion,
                keyVersion,
                ID,
                1,
                "ada",
                ID,
                "practice",
                List.of(),
                ID,
                1,
                ChoiceResponse.of(choices),
                BigDecimal.valueOf(score),
                BigDecimal.ONE,
                score == 1,
                null,
                NOW,
                null,
                null);
    }

    private static ObjectNode json(String text) {
        try {
            return new JsonMapper().readValue(text, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
