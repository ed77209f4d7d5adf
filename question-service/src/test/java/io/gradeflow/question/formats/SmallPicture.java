package io.gradeflow.question.formats;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Pictures of a few bytes, unlike each other. */
public final class SmallPicture {

    private SmallPicture() {}

    public static byte[] gif(int width) {
        return ("GIF89a" + (char) width + "\0\1\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String base64(int width) {
        return Base64.getEncoder().encodeToString(gif(width));
    }
}
