package io.gradeflow.question.formats;

import io.gradeflow.question.asset.BroughtPicture;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question's place in a file, and what a reader made of it.
 *
 * @param number of the question in the file, from 1
 * @param line its first line, from 1
 * @param draft null where an error among the problems says why there is none
 * @param pictures that the file has for it, and that its texts show by their names
 * @param file in which of an archive's files it stands; null where there is no archive
 * @param lines all that are its own; null where the file isn't read by lines
 */
public record Block(
        int number,
        int line,
        @Nullable Draft draft,
        List<Problem> problems,
        List<BroughtPicture> pictures,
        @Nullable String file,
        @Nullable Span lines) {

    /** Of a file that holds questions itself. */
    public Block(int number, int line, @Nullable Draft draft, List<Problem> problems) {
        this(number, line, draft, problems, List.of(), null, null);
    }

    /** Of a file that is read by lines. */
    public Block(int number, int line, Span lines, @Nullable Draft draft, List<Problem> problems) {
        this(number, line, draft, problems, List.of(), null, lines);
    }

    /** Of a file in an archive, without pictures. */
    public Block(int number, int line, @Nullable Draft draft, List<Problem> problems, @Nullable String file) {
        this(number, line, draft, problems, List.of(), file, null);
    }

    /** A block that is wrong all over is told a part of it, with the errors first. */
    private static final int MOST_PROBLEMS = 50;

    public Block {
        pictures = List.copyOf(pictures);
        problems = problems.size() <= MOST_PROBLEMS ? List.copyOf(problems) : someOf(problems, line);
        if (draft == null && problems.stream().noneMatch(Problem::isError)) {
            throw new IllegalArgumentException("a block without a question must say why");
        }
    }

    private static List<Problem> someOf(List<Problem> problems, int line) {
        Problem rest = Problem.warning(
                "more-problems", line, "The question has " + (problems.size() - MOST_PROBLEMS + 1) + " more problems.");
        return Stream.concat(
                        problems.stream()
                                .sorted(Comparator.comparing(problem -> !problem.isError()))
                                .limit(MOST_PROBLEMS - 1),
                        Stream.of(rest))
                .toList();
    }
}
