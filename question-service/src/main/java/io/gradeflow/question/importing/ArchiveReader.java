package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BoundedZip;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.WholeText;
import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive with files of any format, each told by its content. What by its name is no text is passed over, and so is what an
 * archive has beside its questions, such as a manifest, but not what says that it has questions and can't be read; an archive in an
 * archive isn't opened.
 */
final class ArchiveReader implements QuestionReader {

    private static final Set<String> ENDINGS = Set.of(
            "md", "markdown", "txt", "text", "gift", "aiken", "xml", "qti", "csv", "tsv", "json", "jsonl", "ndjson");
    private static final Pattern XML = Pattern.compile("\\.xml(?: \\(\\d+\\))?$", Pattern.CASE_INSENSITIVE);
    private static final int LARGEST_FILE = 32 * 1024 * 1024;
    private static final int MOST_FILES = 10_000;

    private final Set<String> names = new HashSet<>();
    private int number;
    private @Nullable String running;

    /** Whether a file may be a bank, by its name. */
    static boolean reads(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        return !BoundedZip.isPassedOver(entry) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        int files = 0;
        try (ZipInputStream zip = new BoundedZip(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++files > MOST_FILES) {
                    refuse("archive-too-large", "The archive holds more than " + MOST_FILES + " files.", null, sink);
                    return;
                }
                if (reads(entry)) {
                    take(name(entry), zip.readNBytes(LARGEST_FILE + 1), sink);
                }
            }
        } catch (BoundedZip.TooLargeException _) {
            refuse(
                    "archive-too-large",
                    "The archive unpacks to more than 1 GB; what follows is not read.",
                    running,
                    sink);
        } catch (ZipException | EOFException | IllegalArgumentException _) {
            refuse(
                    "malformed-zip",
                    "The archive is damaged or was cut off; what follows can't be read.",
                    running,
                    sink);
        }
    }

    /** Two files of one name are told apart. */
    private String name(ZipEntry entry) {
        String name = WholeText.of(entry.getName());
        String unlike = name;
        for (int i = 2; !names.add(unlike); i++) {
            unlike = name + " (" + i + ")";
        }
        return unlike;
    }

    private void take(String name, byte[] content, Sink sink) throws IOException {
        running = name;
        if (content.length > LARGEST_FILE) {
            refuse("text-too-long", "The file is larger than " + LARGEST_FILE / 1024 / 1024 + " MB.", name, sink);
            return;
        }
        Upload upload = Upload.of(() -> new ByteArrayInputStream(content));
        try {
            Format format = Detection.of(upload);
            boolean isOpened = format != Format.ARCHIVE && format != Format.QTI_PACKAGE;
            if (isOpened && !(format.isText() && isBeside(name))) {
                sink.file(name, format.parameter());
                format.reader().read(upload, new Renumbered(name, sink));
            }
        } catch (ProblemException e) {
            if (!isBeside(name) || Containers.saysItIsABank(upload)) {
                sink.file(name, "none");
                refuse("not-a-bank", String.valueOf(e.getMessage()), name, sink);
            }
        }
    }

    /** What packages of QTI have beside their items, and every collection beside its questions. */
    private static boolean isBeside(String name) {
        return XML.matcher(name).find();
    }

    private void refuse(String code, String message, @Nullable String name, Sink sink) {
        sink.block(new Block(++number, 1, null, List.of(Problem.error(code, 1, message)), name));
    }

    /** Numbers go on from file to file. */
    private final class Renumbered implements Sink {

        private final String name;
        private final Sink sink;

        Renumbered(String name, Sink sink) {
            this.name = name;
            this.sink = sink;
        }

        @Override
        public void taxonomy(List<TopicEntry> entries) {
            sink.taxonomy(entries);
        }

        @Override
        public void block(Block block) {
            sink.block(new Block(
                    ++number, block.line(), block.draft(), block.problems(), block.pictures(), name, block.lines()));
        }

        @Override
        public void picture(String digest, byte[] content) {
            sink.picture(digest, content);
        }
    }
}
