package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is told of questions that it has twice. */
class SeenInFileTest {

    private static final String FIRST = "Which is even?\n\none\n\ntwo (Correct)\n\nExplanation: It is.\n---\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Which is even?;one;two (Correct);Explanation: It is.     | and nothing is lost by leaving it out
        Which is  even?;two (Correct);one;Explanation: It is.    | and nothing is lost by leaving it out
        Which is even?;one (Correct);two;Explanation: It is.     | but with another key. What the first says
        Which is even?;one;two (Correct);Explanation: Look.      | but with another explanation. What
        Which is even?;one;two (Correct);Topic: a/b              | but with no explanation and other topics. What
        """)
    void shouldSayWhereTheFirstOneStandsAndWhatTheRepeatSaysOtherwise(String repeat, String message) {
        List<Verdict> verdicts = check(FIRST + repeat.replace(";", "\n\n") + "\n");

        assertThat(verdicts)
                .extracting(Verdict::status)
                .containsExactly(Verdict.Status.IMPORTED, Verdict.Status.REJECTED);
        Problem problem = verdicts.getLast().problems().getLast();
        assertThat(problem.code()).isEqualTo("repeated-question");
        assertThat(problem.message())
                .startsWith("This is question 1 (line 1) again, ")
                .contains(message);
    }

    @Test
    void shouldSayThatAnIdComesAgainWithAnotherWording() {
        List<Verdict> verdicts = check("Id: x\nOne?\n\na (Correct)\n\nb\n---\nId: x\nTwo?\n\na (Correct)\n\nb\n");

        assertThat(verdicts.getLast().problems().getLast().message()).contains("again, but with another wording.");
    }

    @Test
    void shouldTellQuestionsApartThatDifferInLetterCaseAlone() {
        List<Verdict> verdicts = check(
                "What does rm -r do?\n\nthis (Correct)\n\nthat\n---\nWhat does rm -R do?\n\nthis\n\nthat (Correct)\n");

        assertThat(verdicts).extracting(Verdict::status).containsOnly(Verdict.Status.IMPORTED);
    }

    private static List<Verdict> check(String text) {
        VerdictList verdicts = new VerdictList();
        FileCheck check = new FileCheck(verdicts);
        ReadFile.markedText(text).blocks().forEach(check::block);
        return verdicts.verdicts();
    }
}
