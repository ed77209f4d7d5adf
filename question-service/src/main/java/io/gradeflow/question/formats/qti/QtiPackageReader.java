package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.BoundedZip;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.WholeText;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive with an item a file. Nothing of it is unpacked to disk, and of no file more is read than an item can have; a test, a
 * manifest and whatever else is there are passed over.
 */
public final class QtiPackageReader implements QuestionReader {

    private static final int LONGEST_ITEM = 4 * 1024 * 1024;
    /** More than the questions that are imported at once. */
    private static final int MOST_ITEMS = 300_000;

    private final QtiReader items = new QtiReader();

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        int files = 0;
        try (ZipInputStream zip = new BoundedZip(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (isItem(entry) && ++files > MOST_ITEMS) {
                    tooLarge(WholeText.of(entry.getName()), sink);
                    return;
                }
                take(zip, entry, sink);
            }
        } catch (BoundedZip.TooLargeException _) {
            tooLarge(null, sink);
        } catch (ZipException | EOFException | IllegalArgumentException _) {
            items.refuse(
                    "malformed-zip",
                    1,
                    "The archive is damaged or was cut off; what follows can't be read.",
                    null,
                    sink);
        }
    }

    private void tooLarge(@Nullable String name, Sink sink) {
        items.refuse(
                "archive-too-large",
                1,
                "The archive holds more than " + MOST_ITEMS + " items or 1 GB; what follows is not read.",
                name,
                sink);
    }

    private static boolean isItem(ZipEntry entry) {
        return !BoundedZip.isPassedOver(entry)
                && entry.getName().toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    private void take(ZipInputStream zip, ZipEntry entry, Sink sink) throws IOException {
        String name = WholeText.of(entry.getName());
        if (!isItem(entry)) {
            return;
        }
        byte[] content = zip.readNBytes(LONGEST_ITEM + 1);
        if (content.length > LONGEST_ITEM) {
            items.refuse(
                    "text-too-long",
                    1,
                    "The file is larger than " + LONGEST_ITEM / 1024 / 1024 + " MB; no item is.",
                    name,
                    sink);
            return;
        }
        items.readItem(Upload.of(() -> new ByteArrayInputStream(content)), name, sink);
    }
}
