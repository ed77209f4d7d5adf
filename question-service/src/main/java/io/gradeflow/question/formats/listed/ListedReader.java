package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;

/**
 * Markdown or plain text with choices in a list, which boxes are ticked in, or letters stand before and a line says which is
 * right. A question begins with a heading, with its number, or with what stands before its choices; everything else is what an
 * author says around questions.
 */
public final class ListedReader implements QuestionReader {

    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        StarsOfFile stars = new StarsOfFile(file);
        new ListedLines(question -> sink.block(question.block(++number, stars))).read(file);
    }
}
