package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The formats that can be imported. */
enum Format {
    MARKED_TEXT("marked-text", MarkedTextReader::new),
    JSON_LINES("jsonl", JsonLinesReader::new);

    private static final String AUTO = "auto";

    private final String parameter;
    private final Supplier<QuestionReader> reader;

    Format(String parameter, Supplier<QuestionReader> reader) {
        this.parameter = parameter;
        this.reader = reader;
    }

    String parameter() {
        return parameter;
    }

    QuestionReader reader() {
        return reader.get();
    }

    /**
     * The format by its name, or by the file's first content where the name is {@code auto}.
     *
     * @throws ProblemException with 400 for another name
     */
    static Format of(String parameter, LineSource lines) throws IOException {
        if (parameter.equals(AUTO)) {
            boolean json =
                    lines.peekContent().map(line -> line.text().startsWith("{")).orElse(false);
            return json ? JSON_LINES : MARKED_TEXT;
        }
        return Arrays.stream(values())
                .filter(format -> format.parameter.equals(parameter))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                QuestionError.FORMAT_UNKNOWN,
                                "format must be auto, "
                                        + Arrays.stream(values())
                                                .map(Format::parameter)
                                                .collect(Collectors.joining(" or "))
                                        + ", not " + parameter + ".")
                        .field("format"));
    }
}
