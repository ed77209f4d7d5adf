package io.gradeflow.question.formats;

import io.gradeflow.question.formats.json.JsonLinesReader;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader made of a whole file.
 *
 * @param pictures sizes of those that came along, by their digests
 */
public record ReadFile(List<TopicEntry> taxonomy, List<Block> blocks, Map<String, Integer> pictures) {

    public static ReadFile markedText(String text) {
        return of(new MarkedTextReader(), text.getBytes(StandardCharsets.UTF_8));
    }

    public static ReadFile jsonLines(String text) {
        return of(new JsonLinesReader(), text.getBytes(StandardCharsets.UTF_8));
    }

    public static ReadFile of(QuestionReader reader, String text) {
        return of(reader, text.getBytes(StandardCharsets.UTF_8));
    }

    public static ReadFile of(QuestionReader reader, byte[] file) {
        try {
            ReadFile read = new ReadFile(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
            reader.read(Upload.of(() -> new ByteArrayInputStream(file)), new QuestionReader.Sink() {
                @Override
                public void taxonomy(List<TopicEntry> entries) {
                    read.taxonomy().addAll(entries);
                }

                @Override
                public void block(Block block) {
                    read.blocks().add(block);
                }

                @Override
                public void picture(String digest, byte[] content) {
                    read.pictures().put(digest, content.length);
                }
            });
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The draft of the only question. */
    public Draft draft() {
        if (blocks.size() != 1 || blocks.getFirst().draft() == null) {
            throw new AssertionError("not one good question: " + blocks);
        }
        return blocks.getFirst().draft();
    }

    /** The codes of the only question's problems. */
    public List<String> problems() {
        if (blocks.size() != 1) {
            throw new AssertionError("not one question: " + blocks);
        }
        return blocks.getFirst().problems().stream().map(Problem::code).toList();
    }
}
