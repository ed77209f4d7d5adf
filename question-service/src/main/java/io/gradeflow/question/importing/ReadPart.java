package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.topic.TopicEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader found, in the order of the file; one of them is there.
 *
 * @param taxonomy entries that the file brings along
 * @param file of an archive, that begins
 */
record ReadPart(
        @Nullable List<TopicEntry> taxonomy,
        @Nullable ReadFileName file,
        @Nullable Block block) {

    /** @param format its parameter */
    record ReadFileName(String name, String format) {}
}
