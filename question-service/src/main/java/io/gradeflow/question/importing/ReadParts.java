package io.gradeflow.question.importing;

import io.gradeflow.events.EventJson;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.importing.ReadPart.ReadFileName;
import io.gradeflow.question.importing.ReadPart.ReadPicture;
import io.gradeflow.question.topic.TopicEntry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, read to its end and put aside: so a bank is locked only while it is changed, however long a file
 * takes to read. On disk, so that no file has to fit into memory; but a small file's few questions stay there as they are.
 */
final class ReadParts implements Closeable {

    /** A file of so many bytes is small, and holds little however it is read, unless it unpacks to more. */
    static final int SMALL = 256 * 1024;

    /** So much of a small file is kept in memory: what is told of rubbish may be longer than the rubbish. */
    static final int FEW = 500;

    /** In a file of which more than half can't be read, so many are enough to see that. */
    private static final int MOST_REJECTED = 10_000;

    private final List<ReadPart> first = new ArrayList<>();
    private final int mostInMemory;
    /** What comes after the first ones; null while nothing does. */
    private @Nullable Path spool;

    private @Nullable DataOutputStream spooling;
    private int questions;

    private ReadParts(int mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    /**
     * @param bytes of the file
     * @param most questions that are read
     * @param progress is told how many were read so far, and may end it all with an exception
     * @throws ProblemException with 400 or 413 if the file holds no questions, hardly anything else, or too many
     */
    static ReadParts read(Upload file, long bytes, Format format, int most, IntConsumer progress) throws IOException {
        ReadParts parts = new ReadParts(bytes <= SMALL && !format.unpacks() ? FEW : 0);
        try {
            try {
                Writer writer = new Writer(parts, most, progress);
                format.reader().read(file, writer);
                parts.endSpool();
                parts.questions = writer.questions;
            } catch (StackOverflowError e) {
                throw new ProblemException(
                        QuestionError.NOT_A_BANK,
                        "What stands in the file is nested deeper than in any bank of questions.");
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            requireQuestions(parts.questions, format);
            return parts;
        } catch (IOException | RuntimeException e) {
            try {
                parts.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private void add(ReadPart part) {
        if (first.size() < mostInMemory) {
            first.add(part);
            return;
        }
        try {
            byte[] json = EventJson.write(part);
            DataOutputStream out = spooling == null ? openSpool() : spooling;
            out.writeInt(json.length);
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataOutputStream openSpool() throws IOException {
        spool = Files.createTempFile("gradeflow-questions-", ".spool");
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(spool)));
        spooling = out;
        return out;
    }

    private void endSpool() throws IOException {
        if (spooling != null) {
            spooling.writeInt(0);
            spooling.close();
            spooling = null;
        }
    }

    boolean isInMemory() {
        return spool == null;
    }

    int questions() {
        return questions;
    }

    /** Hands all of it on, in the order of the file. */
    void replay(QuestionReader.Sink sink) throws IOException {
        first.forEach(part -> replay(part, sink));
        if (spool == null) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(spool)))) {
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                replay(EventJson.read(in.readNBytes(length), ReadPart.class), sink);
            }
        }
    }

    private static void replay(ReadPart part, QuestionReader.Sink sink) {
        if (part.taxonomy() != null) {
            sink.taxonomy(part.taxonomy());
        }
        if (part.file() != null) {
            sink.file(part.file().name(), part.file().format());
        }
        if (part.block() != null) {
            sink.block(part.block());
        }
        if (part.picture() != null) {
            sink.picture(part.picture().digest(), part.picture().content());
        }
    }

    @Override
    public void close() throws IOException {
        Path written = spool;
        try (DataOutputStream _ = spooling) {
            spooling = null;
        } finally {
            if (written != null) {
                Files.deleteIfExists(written);
            }
        }
    }

    private static void requireQuestions(int questions, Format format) {
        if (questions == 0) {
            throw new ProblemException(
                    QuestionError.NO_QUESTIONS,
                    "Nothing in the file reads as a question in the format " + format.parameter()
                            + ". Is it empty, or in another format? See docs/formats.md for what can be read.");
        }
    }

    private static final class Writer implements QuestionReader.Sink {

        private final ReadParts parts;
        private final int most;
        private final IntConsumer progress;
        private final Set<String> pictures = new HashSet<>();
        private int questions;
        private int rejected;

        Writer(ReadParts parts, int most, IntConsumer progress) {
            this.parts = parts;
            this.most = most;
            this.progress = progress;
        }

        @Override
        public void taxonomy(List<TopicEntry> entries) {
            parts.add(new ReadPart(entries, null, null, null));
        }

        @Override
        public void file(String name, String format) {
            parts.add(new ReadPart(null, new ReadFileName(name, format), null, null));
        }

        @Override
        public void block(Block block) {
            questions++;
            rejected += block.draft() == null ? 1 : 0;
            if (rejected > MOST_REJECTED && rejected > questions / 2) {
                throw new ProblemException(
                        QuestionError.NOT_A_BANK,
                        "More than " + MOST_REJECTED
                                + " questions of the file can't be read, the last of these for this" + " reason: "
                                + reason(block) + " Is the file in another format?");
            }
            if (questions > most) {
                throw new ProblemException(
                        QuestionError.IMPORT_TOO_LARGE,
                        "The file holds more than " + most + " questions. Send it "
                                + (most < ImportRun.MOST_QUESTIONS ? "with Prefer: respond-async, or " : "")
                                + "in parts.");
            }
            parts.add(ReadPart.of(block));
            progress.accept(questions);
        }

        @Override
        public void picture(String digest, byte[] content) {
            if (pictures.add(digest)) {
                parts.add(new ReadPart(null, null, null, new ReadPicture(digest, content)));
            }
        }

        private static String reason(Block block) {
            return block.problems().isEmpty() ? "" : block.problems().getFirst().message();
        }
    }
}
