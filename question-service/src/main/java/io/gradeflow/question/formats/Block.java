package io.gradeflow.question.formats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question's place in a file, and what a reader made of it.
 *
 * @param number of the question in the file, from 1
 * @param line its first line, from 1
 * @param draft null where an error among the problems says why there is none
 * @param file in which of an archive's files it stands; null where there is no archive
 */
public record Block(
        int number,
        int line,
        @Nullable Draft draft,
        List<Problem> problems,
        @Nullable String file) {

    /** Of a file that holds questions itself. */
    public Block(int number, int line, @Nullable Draft draft, List<Problem> problems) {
        this(number, line, draft, problems, null);
    }

    public Block {
        problems = List.copyOf(problems);
        if (draft == null && problems.stream().noneMatch(Problem::isError)) {
            throw new IllegalArgumentException("a block without a question must say why");
        }
    }
}
