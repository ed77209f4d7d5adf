package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.xml.XmlElement;
import io.gradeflow.question.formats.xml.XmlSource;
import io.gradeflow.question.formats.xml.XmlSource.MalformedXmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One item of QTI 2.1, 2.2 or 3.0. */
public final class QtiReader implements QuestionReader {

    private static final String ITEM = "assessment-item";
    private static final String OLD = "questestinterop";

    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        readItem(file, null, sink);
    }

    /** Whether the file is an item; others that a package has are not read. */
    boolean readItem(Upload file, @Nullable String name, Sink sink) throws IOException {
        boolean isItem = name == null;
        try (XmlSource xml = XmlSource.of(file, QtiNames::of)) {
            Optional<String> root = xml.nextStart();
            isItem |= root.filter(ITEM::equals).isPresent();
            if (root.filter(OLD::equals).isPresent()) {
                refuse(
                        "kind-unsupported",
                        1,
                        "This is QTI 1.2, which is not read; export it as QTI 2.1 or later.",
                        name,
                        sink);
                return true;
            }
            if (root.filter(ITEM::equals).isEmpty()) {
                return false;
            }
            XmlElement item = xml.element();
            List<Problem> problems = new ArrayList<>();
            if (xml.isCut()) {
                problems.add(BlockSize.refusal(item.line(), "shorten it."));
            }
            Optional<Draft> draft =
                    xml.isCut() ? Optional.empty() : new QtiItem(item, new Drafting(item.line(), problems)).draft();
            sink.block(new Block(++number, item.line(), draft.orElse(null), problems, name));
        } catch (MalformedXmlException e) {
            if (!isItem) {
                return false;
            }
            refuse(
                    "malformed-xml",
                    e.line(),
                    "The item can't be read: " + e.getMessage() + ". Export it again.",
                    name,
                    sink);
        }
        return true;
    }

    /** What can't be a question at all. */
    void refuse(String code, int line, String message, @Nullable String name, Sink sink) {
        sink.block(new Block(++number, line, null, List.of(Problem.error(code, line, message)), name));
    }
}
