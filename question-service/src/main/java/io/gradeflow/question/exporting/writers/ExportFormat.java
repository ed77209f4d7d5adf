package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.gift.GiftReader;
import io.gradeflow.question.formats.json.JsonLinesReader;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.formats.moodle.MoodleXmlReader;
import io.gradeflow.question.formats.qti.QtiPackageReader;
import io.gradeflow.question.formats.table.TableReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The formats that can be exported, each with the reader that reads it again. */
public enum ExportFormat {
    JSON_LINES(
            "jsonl",
            "application/x-ndjson",
            ".jsonl",
            JsonLinesReader::new,
            question -> new Fitted(question, List.of())),
    CSV("csv", "text/csv; charset=utf-8", ".csv", TableReader::new, CsvWriter::fitted),
    GIFT("gift", "text/plain; charset=utf-8", ".gift.txt", GiftReader::new, GiftWriter::fitted),
    MOODLE_XML("moodle", "application/xml", ".xml", MoodleXmlReader::new, MoodleXmlWriter::fitted),
    QTI("qti3", "application/zip", ".zip", QtiPackageReader::new, QtiFitting::fitted),
    MARKED_TEXT("marked", "text/plain; charset=utf-8", ".txt", MarkedTextReader::new, MarkedTextWriter::fitted);

    private final String parameter;
    private final String mediaType;
    private final String ending;
    private final Supplier<QuestionReader> reader;
    private final Function<Draft, Fitted> fitting;

    ExportFormat(
            String parameter,
            String mediaType,
            String ending,
            Supplier<QuestionReader> reader,
            Function<Draft, Fitted> fitting) {
        this.parameter = parameter;
        this.mediaType = mediaType;
        this.ending = ending;
        this.reader = reader;
        this.fitting = fitting;
    }

    public static Optional<ExportFormat> of(String parameter) {
        return Arrays.stream(values())
                .filter(format -> format.parameter.equals(parameter))
                .findFirst();
    }

    public String parameter() {
        return parameter;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name, with the point. */
    public String ending() {
        return ending;
    }

    /** Whether files have the pictures that questions show, and not only their names. */
    public boolean holdsPictures() {
        return this == MOODLE_XML || this == QTI;
    }

    /** @param mostChoices of any question that will be written */
    public QuestionWriter writer(OutputStream file, int mostChoices, Pictures pictures) throws IOException {
        return switch (this) {
            case JSON_LINES -> new JsonLinesWriter(file);
            case CSV -> new CsvWriter(file, mostChoices);
            case GIFT -> new GiftWriter(file);
            case MOODLE_XML -> new MoodleXmlWriter(file, pictures);
            case QTI -> new QtiPackageWriter(file, pictures);
            case MARKED_TEXT -> new MarkedTextWriter(file);
        };
    }

    /** What can be held of a question. What is said to be held was written, read again, and found the same. */
    public Fitted fit(Draft question) {
        Fitted fitted = fitting.apply(question);
        Draft held = fitted.draft();
        return held == null ? fitted : ReadBack.checked(this, held, fitted.losses());
    }

    /** A question as a line of JSON Lines. */
    public static String line(Draft question) {
        return JsonLinesWriter.line(question);
    }

    QuestionReader reader() {
        return reader.get();
    }

    /** Whether it is worth more to have a question in the file than to read it back, because nothing else holds all of them. */
    boolean holdsEverything() {
        return this == JSON_LINES;
    }
}
