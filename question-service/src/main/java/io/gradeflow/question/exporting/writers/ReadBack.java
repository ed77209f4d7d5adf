package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a writer wrote, and tells what became of it. */
final class ReadBack {

    private static final Pictures ANY_PICTURE = name -> Optional.of(new byte[1]);

    private ReadBack() {}

    /**
     * A question that reads back as another one is left out, since whoever imports the file would ask or grade something else; where only words differ,
     * that is said.
     */
    static Fitted checked(ExportFormat format, Draft question, List<Loss> known) {
        List<Block> blocks = read(format, question);
        Draft read = blocks.size() == 1 ? blocks.getFirst().draft() : null;
        List<Loss> losses = new ArrayList<>(known);
        if (read == null || !asksTheSame(question, read)) {
            losses.add(
                    new Loss("unwritable", "It would be read as another question or not at all" + why(blocks) + "."));
            return new Fitted(format.holdsEverything() ? question : null, losses);
        }
        List<String> changed = changed(question, read);
        if (!changed.isEmpty()) {
            losses.add(new Loss(
                    "text-changed",
                    "Line ends or signs are read in another way in: " + String.join(", ", changed) + "."));
        }
        return new Fitted(question, losses);
    }

    private static List<Block> read(ExportFormat format, Draft question) {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (QuestionWriter writer = format.writer(
                    file, question.choices().size() + question.prompts().size(), ANY_PICTURE)) {
                writer.write(question, List.of());
            }
            byte[] bytes = file.toByteArray();
            List<Block> blocks = new ArrayList<>();
            format.reader().read(Upload.of(() -> new ByteArrayInputStream(bytes)), new QuestionReader.Sink() {
                @Override
                public void taxonomy(List<TopicEntry> entries) {
                    // A file of one question brings none along.
                }

                @Override
                public void block(Block block) {
                    blocks.add(block);
                }
            });
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be read or written", e);
        }
    }

    private static boolean asksTheSame(Draft question, Draft read) {
        return question.kind() == read.kind()
                && question.key().equals(read.key())
                && question.selectMin() == read.selectMin()
                && question.selectMax() == read.selectMax()
                && question.choiceIds().equals(read.choiceIds())
                && question.correct().equals(read.correct())
                && question.prompts().size() == read.prompts().size();
    }

    private static List<String> changed(Draft question, Draft read) {
        List<String> changed = new ArrayList<>();
        note(question.stem(), read.stem(), "the stem", changed);
        note(texts(question), texts(read), "choices", changed);
        note(question.prompts(), read.prompts(), "prompts", changed);
        note(question.explanation(), read.explanation(), "the explanation", changed);
        note(new HashSet<>(question.topics()), new HashSet<>(read.topics()), "topics", changed);
        note(question.externalId(), read.externalId(), "the Id", changed);
        return changed;
    }

    private static List<String> texts(Draft draft) {
        return draft.choices().stream().map(DraftChoice::text).toList();
    }

    private static void note(@Nullable Object written, @Nullable Object read, String what, List<String> changed) {
        if (!Objects.equals(written, read)) {
            changed.add(what);
        }
    }

    private static String why(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> block.problems().stream())
                .filter(Problem::isError)
                .findFirst()
                .map(problem -> " (" + problem.code() + ")")
                .orElse("");
    }
}
