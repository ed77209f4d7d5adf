package io.gradeflow.question.asset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A picture that a file brings along for its questions. Its name comes from its bytes: the same picture has one name however often it comes, and
 * nobody guesses that of an exhibit before it is shown. One that this system wrote keeps the name that it had.
 *
 * @param name by which texts refer to it, unless its bank has it by another
 * @param digest SHA-256 of its bytes, in hexadecimal
 * @param size in bytes
 */
public record BroughtPicture(String name, String digest, int size) {

    private static final int ENOUGH = 20;

    /** @param picture what its bytes say that it is */
    public static BroughtPicture of(byte[] content, Picture picture) {
        String digest = digest(content);
        return new BroughtPicture(name(digest, picture.mediaType()), digest, content.length);
    }

    public BroughtPicture called(String other) {
        return new BroughtPicture(other, digest, size);
    }

    static String name(String digest, String mediaType) {
        return digest.substring(0, ENOUGH) + "." + mediaType.substring(mediaType.indexOf('/') + 1);
    }

    /** Whether it is called after the bytes that it had when it came; somebody may have put others in their place since. */
    boolean isNamedByDigest() {
        return name.startsWith(digest.substring(0, ENOUGH) + ".");
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
