package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a file once more for what it says of stars, where somebody asks. */
final class StarsOfFile implements Supplier<Stars> {

    private final Upload file;
    private @Nullable Stars known;
    private int questions;
    private int answered;
    private int starred;

    StarsOfFile(Upload file) {
        this.file = file;
    }

    /** @throws UncheckedIOException if the file can't be read any more */
    @Override
    public Stars get() {
        Stars stars = known;
        if (stars == null) {
            try {
                new ListedLines(this::count).read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stars = new Stars(questions, answered, starred);
            known = stars;
        }
        return stars;
    }

    private void count(ListedQuestion question) {
        questions += question.hasChoices() ? 1 : 0;
        answered += question.hasKey() ? 1 : 0;
        starred += question.hasStars() ? 1 : 0;
    }
}
