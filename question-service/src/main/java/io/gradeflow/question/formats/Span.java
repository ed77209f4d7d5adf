package io.gradeflow.question.formats;

/**
 * Lines of a file that are a question's and no other's: whoever changes them changes this question alone.
 *
 * @param first counts from 1
 * @param last the last of them
 */
public record Span(int first, int last) {

    public Span {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("no lines from " + first + " to " + last);
        }
    }

    public static Span of(int line) {
        return new Span(line, line);
    }
}
