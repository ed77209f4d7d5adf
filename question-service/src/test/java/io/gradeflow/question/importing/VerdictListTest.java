package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.Problem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictListTest {

    @Test
    void shouldHoldNoMoreThanAnAnswerTells() {
        List<Problem> problems = Collections.nCopies(50, Problem.warning("unknown-field", 1, "x".repeat(1_000)));
        VerdictList verdicts = new VerdictList();

        assertThatThrownBy(() -> {
                    for (int number = 1; number <= 1_000; number++) {
                        verdicts.verdict(new Verdict(
                                number, number, Verdict.Status.REJECTED, null, null, List.of(), problems, null, null));
                    }
                })
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(QuestionError.IMPORT_TOO_LARGE));
    }

    @Test
    void shouldListWhatHasProblemsWhereThereIsMoreAndCountAll() {
        VerdictList verdicts = new VerdictList(2, "Check it in parts.");
        Problem problem = Problem.warning("unknown-field", 1, "x");

        for (int number = 1; number <= 9; number++) {
            verdicts.verdict(new Verdict(
                    number,
                    number,
                    Verdict.Status.IMPORTED,
                    null,
                    null,
                    List.of(),
                    number % 4 == 1 ? List.of(problem) : List.of(),
                    null,
                    null));
        }

        assertThat(verdicts.verdicts()).extracting(Verdict::number).containsExactly(1, 5, 9);
        assertThat(verdicts.counts().of(Verdict.Status.IMPORTED)).isEqualTo(9);
        assertThat(verdicts.counts().untagged()).isEqualTo(9);
    }
}
