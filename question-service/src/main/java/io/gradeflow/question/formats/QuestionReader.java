package io.gradeflow.question.formats;

import io.gradeflow.question.topic.TopicEntry;
import java.io.IOException;
import java.util.List;

/** Reads one format. Whatever the file holds ends in blocks; nothing but a failing stream ends in an exception. */
public interface QuestionReader {

    /** Takes what a reader finds, in the order of the file, so that no file need fit into memory. */
    interface Sink {

        /** The taxonomy entries that the file brings along; at most once, before the first block. */
        void taxonomy(List<TopicEntry> entries);

        /** A file of an archive begins; what follows stands in it. */
        default void file(String name, String format) {}

        void block(Block block);
    }

    void read(Upload file, Sink sink) throws IOException;
}
