package io.gradeflow.question.asset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a picture's bytes say that it is; what anybody calls it says nothing. SVG is none: it is a program as much as a picture.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Picture(String mediaType, int width, int height) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LARGEST_SIDE = 10_000;

    /** Empty where the bytes are no PNG, JPEG, GIF or WebP. */
    public static Optional<Picture> of(byte[] bytes) {
        if (begins(bytes, 0, PNG) && ascii(bytes, 12, "IHDR") && bytes.length >= 24) {
            return made("image/png", big(bytes, 16), big(bytes, 20));
        }
        if ((ascii(bytes, 0, "GIF87a") || ascii(bytes, 0, "GIF89a")) && bytes.length >= 10) {
            return made("image/gif", little(bytes, 6, 2), little(bytes, 8, 2));
        }
        if (ascii(bytes, 0, "RIFF") && ascii(bytes, 8, "WEBP") && bytes.length >= 30) {
            return webp(bytes);
        }
        if (bytes.length > 4 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8 && bytes[2] == (byte) 0xFF) {
            return jpeg(bytes);
        }
        return Optional.empty();
    }

    /** Whether browsers would need more memory to show it than any exhibit is worth. */
    public boolean isTooLarge() {
        return width > LARGEST_SIDE || height > LARGEST_SIDE;
    }

    /** Whether it looks like SVG, which deserves a word of its own. */
    static boolean looksLikeSvg(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.ISO_8859_1);
        return head.contains("<svg");
    }

    private static Optional<Picture> made(String mediaType, int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new Picture(mediaType, width, height)) : Optional.empty();
    }

    /** The container's own size, or that in the first frame of either of its two codings. */
    private static Optional<Picture> webp(byte[] bytes) {
        if (ascii(bytes, 12, "VP8X")) {
            return made("image/webp", little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1);
        }
        if (ascii(bytes, 12, "VP8L") && bytes[20] == 0x2F) {
            int sizes = little(bytes, 21, 4);
            return made("image/webp", (sizes & 0x3FFF) + 1, ((sizes >>> 14) & 0x3FFF) + 1);
        }
        if (ascii(bytes, 12, "VP8 ")) {
            return made("image/webp", little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF);
        }
        return Optional.empty();
    }

    /** Goes from segment to segment until the frame's header. */
    private static Optional<Picture> jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && bytes[at] == (byte) 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (isFrame) {
                return made("image/jpeg", unsignedShort(bytes, at + 7), unsignedShort(bytes, at + 5));
            }
            at += marker == 0xFF ? 1 : 2 + Math.max(2, unsignedShort(bytes, at + 2));
        }
        return Optional.empty();
    }

    private static int big(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).getInt(at);
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static int little(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number |= (bytes[at + i] & 0xFF) << (8 * i);
        }
        return number;
    }

    private static boolean ascii(byte[] bytes, int at, String text) {
        return begins(bytes, at, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean begins(byte[] bytes, int at, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
