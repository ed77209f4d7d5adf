package io.gradeflow.question.formats;

import io.gradeflow.platform.text.Ascii;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** When two texts say the same, and when they read the same too. */
public final class Wording {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private Wording() {}

    /** White space alone makes no difference, nor in how many characters a letter with an accent is written. */
    public static String shown(String text) {
        return spaced(Ascii.isAll(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** Compatibility forms, letter case and white space make no difference. */
    public static String normalised(String text) {
        return spaced(Ascii.isAll(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC))
                .toLowerCase(Locale.ROOT);
    }

    private static String spaced(String text) {
        return (hasSpacesAlone(text) ? text : WHITE_SPACE.matcher(text).replaceAll(" ")).strip();
    }

    /** Whether there is no white space but single blanks, as in most texts. */
    private static boolean hasSpacesAlone(String text) {
        char before = 'x';
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if ((character == ' ' && before == ' ') || (character >= '\t' && character <= '\r')) {
                return false;
            }
            before = character;
        }
        return true;
    }
}
