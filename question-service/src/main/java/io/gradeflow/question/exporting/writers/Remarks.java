package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Draft;
import java.util.List;
import java.util.stream.Stream;

/** What is said of a question in comments. */
final class Remarks {

    private static final int LONGEST_NAME = 60;

    private Remarks() {}

    /** Lines without line ends. */
    static List<String> of(List<Loss> losses) {
        return losses.stream()
                .map(loss -> loss.code() + ": " + oneLine(loss.message()))
                .toList();
    }

    static List<String> leftOut(Draft question, List<Loss> losses) {
        return Stream.concat(Stream.of("Left out: " + name(question)), of(losses).stream())
                .toList();
    }

    /** The Id, or else the beginning of the stem: what people call the question. */
    static String name(Draft question) {
        String id = question.externalId();
        String name = oneLine(id == null ? question.stem() : id);
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)).strip() + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
    }
}
