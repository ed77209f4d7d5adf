package io.gradeflow.question.formats.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a table hold, by their headings.
 *
 * @param places of the columns, counted from 0
 * @param choices places of the columns with a choice each
 * @param unknown headings that say nothing here
 */
record Columns(Map<Column, Integer> places, List<Integer> choices, List<String> unknown) {

    /** A column and the names that it goes by, in small letters without spaces and signs. */
    enum Column {
        ID("id", "externalid", "questionid", "ref", "reference"),
        TYPE("type", "kind", "questiontype", "questionkind"),
        STEM("question", "stem", "questiontext", "questionstem", "text", "prompt", "questiontitle", "title"),
        CHOICES("choices", "options", "alternatives", "answers", "answeroptions", "answerchoices"),
        CORRECT(
                "correct",
                "correctanswer",
                "correctanswers",
                "answer",
                "key",
                "answerkey",
                "rightanswer",
                "rightanswers",
                "solution",
                "correctoption",
                "correctoptions",
                "correctchoice",
                "correctchoices",
                "right"),
        SELECT("select", "selectcount", "choose"),
        TOPICS("topic", "topics", "category", "categories", "tag", "tags", "section", "domain", "subject"),
        EXPLANATION(
                "explanation",
                "explanations",
                "rationale",
                "feedback",
                "generalfeedback",
                "overallexplanation",
                "reason",
                "comment"),
        MAXIMUM("points", "maximum", "maximumpoints", "maxpoints", "maxscore", "score", "marks", "mark", "weight");

        private final Set<String> names;

        Column(String... names) {
            this.names = Set.of(names);
        }
    }

    private static final Pattern CHOICE =
            Pattern.compile("(?:choice|option|opt|answer|answeroption|ans|alternative|distractor)?([a-z]|\\d{1,2})");
    private static final Pattern REMARK = Pattern.compile("(?:\\(|\\[| [-–] ).*");
    private static final Set<String> NUMBERS = Set.of("no", "nr", "number", "num", "row", "line", "");

    static Columns of(List<String> headings) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        List<Integer> choices = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            String name = name(headings.get(i));
            Optional<Column> column = column(name);
            Matcher choice = CHOICE.matcher(name);
            if (column.isPresent() && !places.containsKey(column.get())) {
                places.put(column.get(), i);
            } else if (choice.matches()) {
                choices.add(i);
            } else if (!NUMBERS.contains(name)) {
                unknown.add(headings.get(i).strip());
            }
        }
        // "answers" beside columns of choices says which is right.
        if (!choices.isEmpty() && places.containsKey(Column.CHOICES) && !places.containsKey(Column.CORRECT)) {
            places.put(Column.CORRECT, places.remove(Column.CHOICES));
        }
        return new Columns(places, choices, unknown);
    }

    /** In small letters without spaces and signs, and without what explains it in brackets or behind a dash. */
    private static String name(String heading) {
        return REMARK.matcher(heading).replaceFirst("").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    private static Optional<Column> column(String name) {
        for (Column column : Column.values()) {
            if (column.names.contains(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Whether questions can be read of rows. */
    boolean holdQuestions() {
        return places.containsKey(Column.STEM)
                && (places.containsKey(Column.CORRECT)
                        || places.containsKey(Column.CHOICES)
                        || places.containsKey(Column.TYPE));
    }

    /** Empty where the table has no such column, or the row nothing in it. */
    String cell(List<String> row, Column column) {
        Integer place = places.get(column);
        return place == null || place >= row.size() ? "" : row.get(place);
    }

    /** The choices of a row, in columns of their own or apart by {@code |} or on lines in one. */
    List<String> choices(List<String> row) {
        List<String> texts = new ArrayList<>();
        for (int place : choices) {
            texts.add(place < row.size() ? row.get(place) : "");
        }
        while (!texts.isEmpty() && texts.getLast().isEmpty()) {
            texts.removeLast();
        }
        return texts.isEmpty() ? parts(cell(row, Column.CHOICES)) : texts;
    }

    /** Apart by {@code |} or, where there is none, on lines. */
    static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split(cell.indexOf('|') >= 0 ? "\\|" : "\\n")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
