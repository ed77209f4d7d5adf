package io.gradeflow.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is right, by the marks in a file of marked text. Knows nothing of Gradeflow's import or grading, on purpose: it is
 * the other side of the comparison.
 */
final class Marks {

    private static final Pattern MARK = Pattern.compile("\\(correct\\)\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTER = Pattern.compile("^\\(?[A-Za-z][.)]\\s+");

    private record Entry(String text, Set<String> correct, Set<String> all) {}

    private final List<Entry> entries = new ArrayList<>();

    private Marks() {}

    static Marks of(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Marks marks = new Marks();
        for (String block : text.split("(?m)^\\s*-{3,}\\s*$")) {
            Set<String> correct = new TreeSet<>();
            Set<String> all = new TreeSet<>();
            for (String line : block.split("\\R")) {
                String plain = plain(line);
                all.add(plain);
                if (MARK.matcher(line.strip()).find()) {
                    correct.add(plain);
                }
            }
            marks.entries.add(new Entry(spaced(block), correct, all));
        }
        return marks;
    }

    /**
     * The right choices of a question, found again by its words.
     *
     * @throws IllegalStateException unless exactly one question of the file has this stem and these choices
     */
    Set<String> correctIds(Question question) {
        String firstParagraph = question.stem().lines().findFirst().orElse("");
        List<Entry> found = entries.stream()
                .filter(entry -> entry.text().contains(spaced(firstParagraph)))
                .filter(entry -> question.choices().values().stream()
                        .allMatch(choice -> entry.all().contains(plain(choice))))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " questions of the file read like: " + firstParagraph);
        }
        Set<String> ids = new TreeSet<>();
        question.choices().forEach((id, text) -> {
            if (found.getFirst().correct().contains(plain(text))) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static String plain(String line) {
        String unmarked = MARK.matcher(line.strip()).replaceFirst("");
        return spaced(LETTER.matcher(unmarked).replaceFirst(""));
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
