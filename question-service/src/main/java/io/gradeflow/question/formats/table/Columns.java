package io.gradeflow.question.formats.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a table hold, by their headings.
 *
 * @param places of the columns, counted from 0
 * @param choices places of the columns with a choice each, in the order of their letters or numbers; a gap in these is {@value #NONE}
 * @param wrong places of the columns with a wrong choice each, where the right one stands in that of what is correct
 * @param first the number of the first choice
 * @param unknown headings that say nothing here
 */
record Columns(
        Map<Column, Integer> places, List<Integer> choices, List<Integer> wrong, int first, List<String> unknown) {

    private static final int NONE = -1;
    /** Choices, or where these stand elsewhere what is right. */
    private static final String ANSWERS = "answers";

    /** A column and the names that it goes by, in small letters without spaces and signs. */
    enum Column {
        EXTERNAL_ID("externalid"),
        ID("id", "questionid", "ref", "reference"),
        TYPE("type", "kind", "questiontype", "questionkind"),
        STEM("question", "stem", "questiontext", "questionstem", "text", "prompt", "questiontitle", "title", "q"),
        CHOICES("choices", "options", "alternatives", "answeroptions", "answerchoices", ANSWERS),
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
                "right",
                "trueanswer",
                "correctletter",
                "ans"),
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
                "comment",
                "answerexplanation"),
        MAXIMUM("points", "maximum", "maximumpoints", "maxpoints", "maxscore", "score", "marks", "mark", "weight");

        /** The first says most clearly what it is. */
        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    private static final Pattern CHOICE =
            Pattern.compile("(?:choice|option|opt|answer|answeroption|ans|alternative|distractor)?([a-z]|\\d{1,2})");
    private static final Pattern WRONG =
            Pattern.compile("(?:(?:wrong|incorrect|false)(?:answer|choice|option)?s?|distractors?)(?:[a-z]|\\d{1,2})?");
    private static final Pattern REMARK = Pattern.compile("(?:\\(|\\[| [-–] ).*");
    private static final Pattern LETTERED = Pattern.compile("\\(?([A-Za-z])[.):]\\s{0,9}(\\S.*)", Pattern.DOTALL);
    /** Of columns that count rows; {@code q} is one where the stem has another column. */
    private static final Set<String> NUMBERS = Set.of("no", "nr", "number", "num", "row", "line", "q", "");

    private static final Pattern NUMBER = Pattern.compile(
            "(?:question|item|q|s|sl|sr|serial|row|line)[\\s._-]{0,3}(?:#|no|nr|num|number)[\\s.:]{0,3}",
            Pattern.CASE_INSENSITIVE);

    static Columns of(List<String> headings) {
        List<String> names = headings.stream().map(Columns::name).toList();
        Set<String> all = Set.copyOf(names);
        Map<Column, Integer> places = places(names, all);
        List<Integer> others = new ArrayList<>();
        List<Integer> wrong = new ArrayList<>();
        boolean mixes = places.containsKey(Column.CORRECT)
                && !places.containsKey(Column.CHOICES)
                && names.stream()
                        .filter(name -> !WRONG.matcher(name).matches())
                        .noneMatch(name -> isLabelled(name, all));
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (places.containsValue(i)) {
                continue;
            }
            if (mixes && WRONG.matcher(names.get(i)).matches()) {
                wrong.add(i);
            } else if (isChoice(names.get(i), all)) {
                others.add(i);
            } else if (!NUMBERS.contains(names.get(i))) {
                unknown.add(headings.get(i).strip());
            }
        }
        // "answers" beside columns of choices says which is right.
        if (!others.isEmpty() && places.containsKey(Column.CHOICES) && !places.containsKey(Column.CORRECT)) {
            places.put(Column.CORRECT, places.remove(Column.CHOICES));
        }
        boolean fromZero = others.stream().anyMatch(place -> label(names.get(place)) == 0);
        return new Columns(places, inOrder(others, names, fromZero ? 0 : 1), wrong, fromZero ? 0 : 1, unknown);
    }

    /** Whether it is a choice of several, and not the one that is right. */
    private static boolean isLabelled(String name, Set<String> names) {
        return isChoice(name, names) && Arrays.stream(Column.values()).noneMatch(column -> column.names.contains(name));
    }

    /** What may say something else, such as {@code options} or {@code q}, is a choice beside the letter before it alone. */
    private static boolean isChoice(String name, Set<String> names) {
        if (!CHOICE.matcher(name).matches()) {
            return false;
        }
        int last = name.length() - 1;
        boolean isDoubtful = name.equals("q") || (last > 0 && name.endsWith("s"));
        return !isDoubtful || names.contains(name.substring(0, last) + (char) (name.charAt(last) - 1));
    }

    /** Of several headings for the same column, the one that says it most clearly, and of equal ones the first. */
    private static Map<Column, Integer> places(List<String> names, Set<String> all) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            column.names.stream()
                    .filter(name -> column != Column.CHOICES || !isChoice(name, all))
                    .mapToInt(names::indexOf)
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> places.put(column, place));
        }
        int answers = names.indexOf(ANSWERS);
        if (answers >= 0 && !places.containsValue(answers) && !isChoice(ANSWERS, all)) {
            places.putIfAbsent(Column.CORRECT, answers);
        }
        return places;
    }

    /** By the letters or numbers of their headings, where each has another one; else as they stand. */
    private static List<Integer> inOrder(List<Integer> choices, List<String> names, int first) {
        SortedMap<Integer, Integer> byLabel = new TreeMap<>();
        choices.forEach(place -> byLabel.put(label(names.get(place)), place));
        boolean lettered = choices.stream().allMatch(place -> isLetter(names.get(place)));
        boolean numbered = choices.stream().noneMatch(place -> isLetter(names.get(place)));
        if (choices.isEmpty() || byLabel.size() < choices.size() || (!lettered && !numbered)) {
            return choices;
        }
        List<Integer> inOrder = new ArrayList<>();
        for (int label = first; label <= byLabel.lastKey(); label++) {
            inOrder.add(byLabel.getOrDefault(label, NONE));
        }
        return inOrder;
    }

    private static boolean isLetter(String name) {
        return Character.isLetter(name.charAt(name.length() - 1));
    }

    /** The number of a choice, or that of its letter from 1. */
    private static int label(String name) {
        Matcher choice = CHOICE.matcher(name);
        if (!choice.matches()) {
            throw new IllegalArgumentException(name + " is no choice");
        }
        String label = choice.group(1);
        return isLetter(name) ? label.charAt(0) - 'a' + 1 : Integer.parseInt(label);
    }

    /**
     * In small letters without spaces and signs, and without what explains it in brackets or behind a dash; empty where it is that of
     * a number.
     */
    private static String name(String heading) {
        String name = REMARK.matcher(heading).replaceFirst("").strip();
        return NUMBER.matcher(name).matches()
                ? ""
                : name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    boolean holdChoices() {
        return choices.size() > 1 || !wrong.isEmpty() || places.containsKey(Column.CHOICES);
    }

    /** Whether questions can be read of rows. */
    boolean holdQuestions() {
        return places.containsKey(Column.STEM)
                && (places.containsKey(Column.CORRECT)
                        || places.containsKey(Column.CHOICES)
                        || places.containsKey(Column.TYPE));
    }

    /** Whether they say all of what is asked, among what and which is right, as no line of a text does by chance. */
    boolean sayAll() {
        return places.containsKey(Column.STEM) && places.containsKey(Column.CORRECT) && holdChoices();
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
            texts.add(place != NONE && place < row.size() ? row.get(place) : "");
        }
        while (!texts.isEmpty() && texts.getLast().isEmpty()) {
            texts.removeLast();
        }
        if (!texts.isEmpty()) {
            return texts;
        }
        return wrong.isEmpty() ? withoutLetters(cell(row, Column.CHOICES)) : mixed(row);
    }

    /** What is right among what is wrong, in an order that tells neither. */
    private List<String> mixed(List<String> row) {
        List<String> all = new ArrayList<>(parts(cell(row, Column.CORRECT)));
        int right = all.size();
        wrong.stream()
                .filter(place -> place < row.size())
                .flatMap(place -> parts(row.get(place)).stream())
                .forEach(all::add);
        Collections.sort(all);
        return all.size() == right ? List.of() : all;
    }

    /** The parts of a cell; where each begins with its letter, they may be apart by semicolons too, and the letters are none of them. */
    private static List<String> withoutLetters(String cell) {
        List<String> parts = parts(cell);
        List<String> apart = parts.size() > 1 ? parts : List.of(cell.split(";"));
        List<String> without = new ArrayList<>();
        for (String part : apart) {
            Matcher lettered = LETTERED.matcher(part.strip());
            if (!lettered.matches() || Character.toLowerCase(lettered.group(1).charAt(0)) != 'a' + without.size()) {
                return parts;
            }
            without.add(lettered.group(2));
        }
        return without.size() > 1 ? without : parts;
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
