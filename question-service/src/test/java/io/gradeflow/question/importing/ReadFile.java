package io.gradeflow.question.importing;

import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a reader made of a whole file. */
record ReadFile(List<TopicEntry> taxonomy, List<Block> blocks) {

    static ReadFile markedText(String text) {
        return of(Format.MARKED_TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ReadFile jsonLines(String text) {
        return of(Format.JSON_LINES, text.getBytes(StandardCharsets.UTF_8));
    }

    static ReadFile of(Format format, byte[] file) {
        try (InputStream in = new ByteArrayInputStream(file)) {
            ReadFile read = new ReadFile(new ArrayList<>(), new ArrayList<>());
            format.reader().read(new LineSource(in), new QuestionReader.Sink() {
                @Override
                public void taxonomy(List<TopicEntry> entries) {
                    read.taxonomy().addAll(entries);
                }

                @Override
                public void block(Block block) {
                    read.blocks().add(block);
                }
            });
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The draft of the only question. */
    Draft draft() {
        if (blocks.size() != 1 || blocks.getFirst().draft() == null) {
            throw new AssertionError("not one good question: " + blocks);
        }
        return blocks.getFirst().draft();
    }

    /** The codes of the only question's problems. */
    List<String> problems() {
        if (blocks.size() != 1) {
            throw new AssertionError("not one question: " + blocks);
        }
        return blocks.getFirst().problems().stream().map(Problem::code).toList();
    }
}
