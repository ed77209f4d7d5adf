package io.gradeflow.question.formats;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** When two texts say the same, and when they read the same too. */
public final class Wording {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private Wording() {}

    /** White space alone makes no difference, nor in how many characters a letter with an accent is written. */
    public static String shown(String text) {
        return WHITE_SPACE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    /** Compatibility forms, letter case and white space make no difference. */
    public static String normalised(String text) {
        return WHITE_SPACE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
