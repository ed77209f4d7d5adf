package io.gradeflow.question.formats.qti;

import io.gradeflow.question.asset.BroughtPicture;
import io.gradeflow.question.asset.Picture;
import io.gradeflow.question.asset.PictureLimits;
import io.gradeflow.question.formats.BoundedZip;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a package that items show. They stand anywhere in it, before the items or after them, and may be many: so they are looked at when the
 * first item shows one, and read again for their bytes once it is known which are shown.
 */
final class PackagePictures {

    /**
     * What a file is.
     *
     * @param picture empty where the bank can't keep it
     * @param refusal why it can't
     */
    record Found(Optional<BroughtPicture> picture, String refusal) {}

    private static final int MOST_FILES = 50_000;

    private final Upload file;
    private final Set<String> awaited = new HashSet<>();
    private @Nullable Map<String, Found> found;

    PackagePictures(Upload file) {
        this.file = file;
    }

    Optional<Found> find(String path) {
        Map<String, Found> files = found;
        if (files == null) {
            files = looked();
            found = files;
        }
        return Optional.ofNullable(files.get(path));
    }

    void await(Collection<BroughtPicture> pictures) {
        pictures.forEach(picture -> awaited.add(picture.digest()));
    }

    /** The bytes of all that is awaited. */
    void hand(QuestionReader.Sink sink) throws IOException {
        Map<String, Found> files = found;
        if (files == null || awaited.isEmpty()) {
            return;
        }
        each((path, zip) -> {
            Optional<BroughtPicture> picture =
                    Optional.ofNullable(files.get(path)).flatMap(Found::picture);
            if (picture.isPresent() && awaited.remove(picture.get().digest())) {
                byte[] content = zip.readAllBytes();
                sink.picture(picture.get().digest(), content);
            }
        });
    }

    private Map<String, Found> looked() {
        Map<String, Found> files = new HashMap<>();
        try {
            each((path, zip) -> {
                byte[] content = zip.readNBytes(PictureLimits.MOST_BYTES + 1);
                Optional<String> refusal = PictureLimits.refusal(content);
                files.putIfAbsent(
                        path,
                        new Found(
                                refusal.isPresent()
                                        ? Optional.empty()
                                        : Picture.of(content).map(picture -> BroughtPicture.of(content, picture)),
                                refusal.orElse("")));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private interface Each {
        void file(String path, ZipInputStream zip) throws IOException;
    }

    /** Whatever ends the archive early is told by who reads its items. */
    private void each(Each each) throws IOException {
        int files = 0;
        try (ZipInputStream zip = new BoundedZip(file.bytes())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                boolean isItem = entry.getName().toLowerCase(Locale.ROOT).endsWith(".xml");
                if (!isItem && !BoundedZip.isPassedOver(entry) && ++files <= MOST_FILES) {
                    each.file(entry.getName().replace('\\', '/'), zip);
                }
            }
        } catch (BoundedZip.TooLargeException | ZipException | EOFException | IllegalArgumentException _) {
            return;
        }
    }
}
