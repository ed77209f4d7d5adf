package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.DraftCheck;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Pair;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.Wording;
import io.gradeflow.question.formats.table.Formulas;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A table with a question a row, after RFC 4180. Every cell is quoted, so that no spreadsheet divides it elsewhere, and what one would run
 * as a formula gets an apostrophe before it.
 */
final class CsvWriter implements QuestionWriter {

    private static final String BETWEEN = " | ";
    private static final Pattern NUMBER = Pattern.compile("\\d");

    private final CSVPrinter table;
    private final int options;

    /** @param options columns for choices */
    CsvWriter(OutputStream file, int options) throws IOException {
        this.table = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8)),
                CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).get());
        this.options = Math.min(options, DraftCheck.MAX_CHOICES);
        List<String> headings = new ArrayList<>(List.of("external id", "type", "question"));
        for (int i = 0; i < this.options; i++) {
            headings.add("option " + (char) ('a' + i));
        }
        headings.addAll(List.of("correct", "select", "topics", "explanation", "points"));
        table.printRecord(headings);
    }

    static Fitted fitted(Draft question) {
        Fitting fitting = new Fitting(question)
                .visible()
                .lettered()
                .matchingBy(Set.of(MatchingPolicy.PER_PAIR), MatchingPolicy.PER_PAIR)
                .orderingBy(OrderingPolicy.ALL_OR_NOTHING);
        ChoiceFitting.allOrNothing(fitting);
        TypedFitting.full(TypedFitting.literal(TypedFitting.rules(fitting, false)));
        return fitting.fitted();
    }

    @Override
    public void write(Draft question, List<Loss> losses) throws IOException {
        List<String> choices = choices(question);
        if (choices.size() > options) {
            throw new IllegalStateException("a question has more choices than the table has columns for them");
        }
        List<String> cells = new ArrayList<>();
        String id = question.externalId();
        cells.add(id == null ? "" : id);
        cells.add(Fitting.name(question.kind()));
        cells.add(Markup.escaped(question.stem()));
        cells.addAll(choices);
        while (cells.size() < 3 + options) {
            cells.add("");
        }
        cells.add(correct(question));
        cells.add(question.kind() == Kind.MULTIPLE ? question.selectMin() + ".." + question.selectMax() : "");
        cells.add(String.join(", ", question.topics()));
        String explanation = question.explanation();
        cells.add(explanation == null ? "" : Markup.escaped(explanation));
        cells.add(Keyed.maximum(question).toPlainString());
        table.printRecord(cells.stream().map(Formulas::harmless).toList());
    }

    @Override
    public void leaveOut(Draft question, List<Loss> losses) {
        // A table has no comments.
    }

    @Override
    public void close() throws IOException {
        table.close(true);
    }

    private static List<String> choices(Draft question) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE ->
                question.choices().stream()
                        .map(choice -> Markup.escaped(choice.text()))
                        .toList();
            case TRUE_FALSE, SHORT_TEXT, NUMERIC -> List.of();
            case MATCHING ->
                Stream.concat(
                                Keyed.pairs(question).stream(),
                                Keyed.distractors(question).stream().map(text -> new Pair("", text)))
                        .map(pair -> Markup.escaped(pair.prompt() + " -> " + pair.answer()))
                        .toList();
            case ORDERING -> Keyed.order(question).stream().map(Markup::escaped).toList();
        };
    }

    private static String correct(Draft question) {
        return switch (question.kind()) {
            case SINGLE, MULTIPLE -> letters(question);
            case TRUE_FALSE ->
                Boolean.toString(Keyed.choices(question).correct().contains(TrueFalse.TRUE));
            case SHORT_TEXT ->
                Keyed.text(question).accepted().stream()
                        .map(answer ->
                                Markup.escaped(AcceptedText.meant(answer.text()).orElseThrow()))
                        .collect(Collectors.joining(BETWEEN));
            case NUMERIC ->
                Keyed.numeric(question).accepted().stream()
                        .map(CsvWriter::range)
                        .collect(Collectors.joining(BETWEEN));
            case MATCHING, ORDERING -> "";
        };
    }

    /** Where a choice reads as these letters do, their numbers, or else what is right as it is written. */
    private static String letters(Draft question) {
        String letters = String.join(", ", new TreeSet<>(question.correct()));
        String small = letters.toLowerCase(Locale.ROOT);
        List<String> alike = List.of(small, small.replace(", ", ""));
        List<String> texts = question.choices().stream()
                .map(choice -> Wording.normalised(choice.text()))
                .toList();
        if (texts.stream().noneMatch(alike::contains)) {
            return letters;
        }
        boolean numbers = texts.stream().noneMatch(text -> NUMBER.matcher(text).lookingAt());
        return IntStream.range(0, question.choices().size())
                .filter(place -> question.choices().get(place).correct())
                .mapToObj(place -> numbers
                        ? Integer.toString(place + 1)
                        : Markup.escaped(question.choices().get(place).text()))
                .collect(Collectors.joining(numbers ? ", " : BETWEEN));
    }

    private static String range(NumericRange range) {
        return range.low().compareTo(range.high()) == 0
                ? range.low().toPlainString()
                : range.low().toPlainString() + ".." + range.high().toPlainString();
    }
}
