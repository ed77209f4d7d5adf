package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.BoundedZip;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.WholeText;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive with an item a file. Nothing of it is unpacked to disk, and of no file more is read than an item or a picture can
 * have; a test, a manifest and whatever else is there are passed over, but for what by its name is a bank of another format.
 */
public final class QtiPackageReader implements QuestionReader {

    private static final int LONGEST_ITEM = 4 * 1024 * 1024;
    /** More than the questions that are imported at once. */
    private static final int MOST_ITEMS = 300_000;

    private static final Pattern OTHER_BANK = Pattern.compile(
            "(?:\\.(?:csv|tsv|gift|aiken|jsonl|ndjson)|(?<![a-z])(?:questions?|quiz|exam)(?![a-z])[^/]{0,99}\\.txt)$",
            Pattern.CASE_INSENSITIVE);

    private final QtiReader items = new QtiReader();

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        PackagePictures pictures = new PackagePictures(file);
        readItems(file, new ItemPictures(pictures), sink);
        pictures.hand(sink);
    }

    private void readItems(Upload file, ItemPictures pictures, Sink sink) throws IOException {
        int files = 0;
        try (ZipInputStream zip = new BoundedZip(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (isItem(entry) && ++files > MOST_ITEMS) {
                    tooLarge(WholeText.of(entry.getName()), sink);
                    return;
                }
                take(zip, entry, pictures, sink);
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

    /** What by its name is a bank of another format is told; else nobody would know that its questions are missing. */
    private void refuseOtherBank(ZipEntry entry, String name, Sink sink) {
        if (!BoundedZip.isPassedOver(entry) && OTHER_BANK.matcher(name).find()) {
            items.refuse(
                    "not-a-bank",
                    1,
                    "The file is no item of QTI, and a package of QTI holds no other questions; send it by itself.",
                    name,
                    sink);
        }
    }

    private void take(ZipInputStream zip, ZipEntry entry, ItemPictures pictures, Sink sink) throws IOException {
        String name = WholeText.of(entry.getName());
        if (!isItem(entry)) {
            refuseOtherBank(entry, name, sink);
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
        items.readItem(Upload.of(() -> new ByteArrayInputStream(content)), name, pictures, sink);
    }
}
