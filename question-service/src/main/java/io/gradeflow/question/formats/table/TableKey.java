package io.gradeflow.question.formats.table;

import io.gradeflow.question.formats.AnswerText;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.TextPlaces;
import io.gradeflow.question.formats.WholeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which choices of a row are right: by letters, by numbers, by their texts or by marks in them, in whatever way the column has it. */
final class TableKey {

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,2}(?:[,;|/&\\s]{1,3}\\d{1,2}){0,25}");
    private static final Pattern NAME = Pattern.compile(
            "\\b(?:option|choice|answer|opt|ans)[ _-]{0,2}(?=(?:[a-z]|\\d{1,2})\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN = Pattern.compile("[|\\n]|->|>|[,;]");

    private final Columns columns;
    private final String correct;
    private final List<String> texts;
    private final SortedSet<Integer> marked = new TreeSet<>();
    private final int zeros;

    /** @param zeros the line in which a number of a choice is 0; 0 where none is */
    TableKey(Columns columns, String correct, List<String> choices, int zeros) {
        this.columns = columns;
        this.correct = correct;
        this.zeros = columns.first() == 0 ? 0 : zeros;
        this.texts = choices.stream().map(CorrectMark::without).toList();
        IntStream.range(0, choices.size())
                .filter(i -> CorrectMark.isAt(choices.get(i)))
                .forEach(marked::add);
    }

    /** Whether what is said to be correct is a number that is 0. */
    static boolean saysZero(String correct) {
        return NUMBERS.matcher(correct).matches()
                && List.of(correct.split("\\D+")).stream().anyMatch(number -> Integer.parseInt(number) == 0);
    }

    /** The choices without marks. */
    List<String> texts() {
        return texts;
    }

    /** The places from 0, none where nothing says it; empty where that can't be told, which is reported. */
    Optional<SortedSet<Integer>> right(Drafting drafting) {
        if (correct.isEmpty()) {
            return Optional.of(marked);
        }
        AnswerText read = read();
        Optional<SortedSet<Integer>> places = read.places();
        if (places.isEmpty()) {
            drafting.problems()
                    .add(zeros > 0 && isNumbers() ? fromZero(drafting.line()) : read.unreadable(drafting.line()));
            return Optional.empty();
        }
        if (!marked.isEmpty() && !marked.equals(places.get())) {
            drafting.fault(
                    "answers-contradict",
                    "The column says that " + AnswerText.letters(places.get()) + " is right, but "
                            + AnswerText.letters(marked) + " is marked; mend one of them.");
            return Optional.empty();
        }
        return places;
    }

    /** The text of the choice that is right; what is written where that is none of them. */
    String rightText() {
        return read().places()
                .filter(places -> places.size() == 1)
                .map(places -> texts.get(places.first()))
                .orElse(correct);
    }

    /** The choices as they belong: as they stand, or as letters, numbers or texts say; empty where these can't be read, which is reported. */
    Optional<List<String>> order(Drafting drafting) {
        if (correct.isEmpty()) {
            return Optional.of(texts);
        }
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byName.put(ChoiceQuestion.id(i), texts.get(i));
            byName.put(String.valueOf(i + columns.first()), texts.get(i));
        }
        TextPlaces places = new TextPlaces(texts);
        Set<String> byTexts = new LinkedHashSet<>();
        Set<String> byNames = new LinkedHashSet<>();
        for (String part : BETWEEN.split(correct)) {
            int place = places.only(Markup.cleaned(part));
            byTexts.add(place < 0 ? "" : texts.get(place));
            byNames.add(byName.getOrDefault(part.strip().toUpperCase(Locale.ROOT), ""));
        }
        Set<List<String>> orders = new LinkedHashSet<>();
        for (Set<String> order : List.of(byTexts, byNames)) {
            if (order.size() == texts.size() && !order.contains("")) {
                orders.add(new ArrayList<>(order));
            }
        }
        if (orders.size() != 1 || (zeros > 0 && isNumbers())) {
            drafting.fault(
                    "answer-unreadable",
                    "\"" + WholeText.shortened(correct)
                            + "\" is no order of all choices; write their letters, or put the choices as they belong and"
                            + " leave the column empty.");
            return Optional.empty();
        }
        return orders.stream().findFirst();
    }

    private AnswerText read() {
        String plain = NAME.matcher(correct).replaceAll("");
        Set<SortedSet<Integer>> readings =
                new LinkedHashSet<>(AnswerText.of(correct, texts).readings());
        if (!plain.equals(correct)) {
            readings.addAll(AnswerText.of(plain, texts).readings());
        }
        if (zeros == 0) {
            numbers(plain).ifPresent(readings::add);
        }
        return new AnswerText(correct, readings);
    }

    private boolean isNumbers() {
        return NUMBERS.matcher(NAME.matcher(correct).replaceAll("")).matches();
    }

    private Optional<SortedSet<Integer>> numbers(String written) {
        if (!NUMBERS.matcher(written).matches()) {
            return Optional.empty();
        }
        SortedSet<Integer> places = new TreeSet<>();
        for (String number : written.split("\\D+")) {
            int place = Integer.parseInt(number) - columns.first();
            if (place < 0 || place >= texts.size()) {
                return Optional.empty();
            }
            places.add(place);
        }
        return Optional.of(places);
    }

    private Problem fromZero(int line) {
        return Problem.error(
                "answer-unreadable",
                line,
                "A number in this column is 0, in line " + zeros
                        + ", so it can't be told whether 1 is the first choice or the second; write letters.");
    }
}
