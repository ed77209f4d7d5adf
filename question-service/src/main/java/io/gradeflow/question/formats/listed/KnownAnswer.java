package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.AnswerText;
import io.gradeflow.question.formats.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What lines say of which choices of a question are right. */
final class KnownAnswer {

    private static final Pattern NUMBERS =
            Pattern.compile("\\d{1,2}(?:\\s{0,3}(?:,|;|&|\\band\\b)\\s{0,3}\\d{1,2}){0,25}");

    /** Each look costs as much as the choices are long. Beyond that, lines that look like answers are told apart by their words. */
    private static final int MOST_LOOKS = 20;

    private @Nullable String said;
    private int line;
    private int looks;
    /** Whether numbers stand before the choices, by which an answer may name them. */
    private boolean numbered;

    void nameByNumbers(boolean numbers) {
        numbered = numbers;
    }

    boolean isThere() {
        return said != null;
    }

    /** Another one than before is told. */
    void take(String written, int at, Supplier<List<String>> choices, List<Problem> problems) {
        String text = SiteTalk.withoutMarks(written);
        if (said != null && !saysTheSame(text, choices)) {
            problems.add(Problem.error(
                    "several-answers",
                    at,
                    "The question has two answer lines; keep one, or begin a new question before it."));
        }
        said = text;
        line = at;
    }

    /** On a further line. */
    void goOn(String written) {
        said = (said == null ? "" : said + "\n") + SiteTalk.withoutMarks(written);
    }

    /** Whether another line is one more choice that is right. */
    boolean mayGoOn(String other, Supplier<List<String>> choices) {
        return ++looks <= MOST_LOOKS && AnswerText.isOfLetters(other, choices.get());
    }

    /** Whether it can be read, and the other can't. */
    boolean isExplainedBy(String other, Supplier<List<String>> choices) {
        String known = said;
        if (known == null || ++looks > MOST_LOOKS) {
            return false;
        }
        List<String> texts = choices.get();
        return names(known, texts) && !names(SiteTalk.withoutMarks(other), texts);
    }

    boolean saysTheSame(String other, Supplier<List<String>> choices) {
        String known = said;
        if (known == null || other.equals(known) || ++looks > MOST_LOOKS) {
            return other.equals(known);
        }
        List<String> texts = choices.get();
        Optional<SortedSet<Integer>> places = read(known, texts).places();
        return places.isPresent() && places.equals(read(other, texts).places());
    }

    /** Whether it can be read as one of the choices, or as several. */
    boolean names(String other, List<String> choices) {
        return read(other, choices).places().isPresent();
    }

    /**
     * The places that are right, by this or by ticks, which must not contradict each other.
     *
     * @param how ticks are called
     */
    SortedSet<Integer> places(SortedSet<Integer> ticks, String how, List<String> choices, List<Problem> problems) {
        String known = said;
        if (known == null) {
            return ticks;
        }
        AnswerText read = read(known, choices);
        Optional<SortedSet<Integer>> places = read.places();
        if (places.isEmpty()) {
            problems.add(read.unreadable(line));
            return ticks;
        }
        if (!ticks.isEmpty() && !ticks.equals(places.get())) {
            problems.add(Problem.error(
                    "answers-contradict",
                    line,
                    "The answer line says " + AnswerText.letters(places.get()) + ", but " + AnswerText.letters(ticks)
                            + " " + how + "; mend one of them."));
        }
        return places.get();
    }

    private AnswerText read(String other, List<String> choices) {
        AnswerText read = AnswerText.of(other, choices);
        if (!numbered || !NUMBERS.matcher(other).matches()) {
            return read;
        }
        SortedSet<Integer> places = new TreeSet<>();
        for (String place : other.split("\\D+")) {
            places.add(Integer.parseInt(place) - 1);
        }
        Set<SortedSet<Integer>> readings = new LinkedHashSet<>(read.readings());
        if (places.first() >= 0 && places.last() < choices.size()) {
            readings.add(places);
        }
        return new AnswerText(other, readings);
    }
}
