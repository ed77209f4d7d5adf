package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import java.io.IOException;
import java.util.Optional;

/** What tools for web sites have at the top of a file, between lines of dashes. */
final class FrontMatter {

    private FrontMatter() {}

    static void skip(LineSource lines) throws IOException {
        if (lines.peekContent().filter(line -> line.text().equals("---")).isEmpty()) {
            return;
        }
        lines.next();
        Optional<Line> second = lines.peekContent();
        if (second.isEmpty() || !second.get().text().matches("[A-Za-z_-]{1,40}:.*")) {
            return;
        }
        Optional<Line> line = lines.next();
        while (line.isPresent() && !Marks.isSeparator(line.get().text())) {
            line = lines.next();
        }
    }
}
