package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.gift.GiftReader;
import io.gradeflow.question.formats.json.JsonLinesReader;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.formats.listed.ListedReader;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.formats.moodle.MoodleXmlReader;
import io.gradeflow.question.formats.plain.AikenReader;
import io.gradeflow.question.formats.plain.OpenTriviaReader;
import io.gradeflow.question.formats.qti.QtiPackageReader;
import io.gradeflow.question.formats.qti.QtiReader;
import io.gradeflow.question.formats.table.TableReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The formats that can be imported. */
enum Format {
    MARKED_TEXT("marked-text", MarkedTextReader::new),
    CHECKBOXES("markdown-checkboxes", ListedReader::new),
    LETTERED("lettered", ListedReader::new),
    AIKEN("aiken", AikenReader::new),
    OPEN_TRIVIA("open-trivia", OpenTriviaReader::new),
    GIFT("gift", GiftReader::new),
    MOODLE_XML("moodle-xml", MoodleXmlReader::new),
    QTI("qti", QtiReader::new),
    QTI_PACKAGE("qti-package", QtiPackageReader::new),
    ARCHIVE("archive", ArchiveReader::new),
    CSV("csv", TableReader::new),
    JSON("json", JsonReader::new),
    JSON_LINES("jsonl", JsonLinesReader::new);

    static final String AUTO = "auto";

    private final String parameter;
    private final Supplier<QuestionReader> reader;

    Format(String parameter, Supplier<QuestionReader> reader) {
        this.parameter = parameter;
        this.reader = reader;
    }

    String parameter() {
        return parameter;
    }

    /** Whether its bytes are text in an encoding that nobody says. */
    boolean isText() {
        return switch (this) {
            case MOODLE_XML, QTI, QTI_PACKAGE, ARCHIVE -> false;
            case MARKED_TEXT, CHECKBOXES, LETTERED, AIKEN, OPEN_TRIVIA, GIFT, CSV, JSON, JSON_LINES -> true;
        };
    }

    /** Whether more may be in it than its bytes are. */
    boolean unpacks() {
        return this == ARCHIVE || this == QTI_PACKAGE;
    }

    QuestionReader reader() {
        return reader.get();
    }

    /**
     * The format by its name, or by what stands in the file where the name is {@code auto}.
     *
     * @throws ProblemException with 400 for another name, or a file that is no bank, whatever it is said to be
     */
    static Format of(String parameter, Upload file) throws IOException {
        if (parameter.equals(AUTO)) {
            return Detection.of(file);
        }
        Format named = Arrays.stream(values())
                .filter(format -> format.parameter.equals(parameter))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                QuestionError.FORMAT_UNKNOWN,
                                "format must be auto, "
                                        + Arrays.stream(values())
                                                .map(Format::parameter)
                                                .collect(Collectors.joining(", "))
                                        + ", not " + parameter + ".")
                        .field("format"));
        Containers.refuseOthers(file);
        return named;
    }
}
