package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Draft;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes questions in one format, one after the other; the twin of a reader in {@code formats}. */
public interface QuestionWriter extends Closeable {

    /**
     * @param question one that fits the format
     * @param losses what it lost, said in a comment where the format has such
     */
    void write(Draft question, List<Loss> losses) throws IOException;

    /** Says in a comment, where the format has such, that a question isn't there, and why. */
    void leaveOut(Draft question, List<Loss> losses) throws IOException;

    /** Ends the file and closes what it is written to. */
    @Override
    void close() throws IOException;
}
