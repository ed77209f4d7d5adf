package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A zip archive with an item a file. Nothing of it is unpacked to disk, and of no file more is read than an item can have; a test, a
 * manifest and whatever else is there are passed over.
 */
public final class QtiPackageReader implements QuestionReader {

    private static final int LONGEST_ITEM = 4 * 1024 * 1024;
    private static final int MOST_FILES = 50_000;
    /** What a bomb is: so much more comes out than went in. */
    private static final long MOST_BYTES = 1024L * 1024 * 1024;

    private final QtiReader items = new QtiReader();

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        long bytes = 0;
        int files = 0;
        try (ZipInputStream zip = new ZipInputStream(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++files > MOST_FILES || bytes > MOST_BYTES) {
                    items.refuse(
                            "archive-too-large",
                            1,
                            "The archive holds more than " + MOST_FILES + " files or 1 GB; what follows is not read.",
                            entry.getName(),
                            sink);
                    return;
                }
                bytes += take(zip, entry, sink);
            }
        } catch (ZipException | EOFException | IllegalArgumentException _) {
            items.refuse(
                    "malformed-zip",
                    1,
                    "The archive is damaged or was cut off; what follows can't be read.",
                    null,
                    sink);
        }
    }

    /** @return how many bytes were read */
    private long take(ZipInputStream zip, ZipEntry entry, Sink sink) throws IOException {
        String name = entry.getName();
        if (entry.isDirectory() || !name.toLowerCase(Locale.ROOT).endsWith(".xml")) {
            return skip(zip);
        }
        byte[] content = zip.readNBytes(LONGEST_ITEM + 1);
        if (content.length > LONGEST_ITEM) {
            items.refuse(
                    "text-too-long",
                    1,
                    "The file is larger than " + LONGEST_ITEM / 1024 / 1024 + " MB; no item is.",
                    name,
                    sink);
            return content.length + skip(zip);
        }
        items.readItem(Upload.of(() -> new ByteArrayInputStream(content)), name, sink);
        return content.length;
    }

    private static long skip(ZipInputStream zip) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long skipped = 0;
        for (int count = zip.read(buffer); count >= 0 && skipped <= MOST_BYTES; count = zip.read(buffer)) {
            skipped += count;
        }
        return skipped;
    }
}
