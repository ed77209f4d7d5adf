package io.gradeflow.question.asset;

import java.util.Optional;

/** What a bank keeps, however it comes. */
public final class PictureLimits {

    public static final int MOST_BYTES = 2 * 1024 * 1024;
    public static final long MOST_BYTES_IN_A_BANK = 100L * 1024 * 1024;
    static final int MOST_IN_A_BANK = 2_000;

    private PictureLimits() {}

    /**
     * Why a picture can't be kept and what to do, as the end of a sentence on it; empty where it can.
     *
     * @param content all of it, or more than {@link #MOST_BYTES}
     */
    public static Optional<String> refusal(byte[] content) {
        if (content.length > MOST_BYTES) {
            return Optional.of("is larger than " + MOST_BYTES / 1024 / 1024 + " MB; make it smaller");
        }
        Optional<Picture> picture = Picture.of(content);
        if (picture.isEmpty()) {
            return Optional.of(
                    Picture.looksLikeSvg(content)
                            ? "is SVG, which can hold programs; save it as PNG"
                            : "is no PNG, JPEG, GIF or WebP, whatever its name or type say; save it as one");
        }
        return picture.filter(Picture::isTooLarge)
                .map(large ->
                        "has " + large.width() + " x " + large.height() + " pixels; make it at most 10000 x 10000");
    }
}
