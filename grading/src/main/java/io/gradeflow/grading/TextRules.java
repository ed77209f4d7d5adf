package io.gradeflow.grading;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What makes no difference between two texts. Letters composed in another way never make one.
 *
 * @param caseSensitive whether letter case makes a difference
 */
public record TextRules(boolean caseSensitive, Spaces spaces) {

    public TextRules {
        spaces = Part.required(spaces, "spaces");
    }

    /** What white space counts for. */
    public enum Spaces {
        /** None at the ends, and any run between as one space. */
        COLLAPSE,
        /** Nothing at all. */
        IGNORE,
        /** As it is. */
        EXACT
    }

    /** What people expect of a short answer. */
    public static final TextRules LENIENT = new TextRules(false, Spaces.COLLAPSE);

    /** The text with all that makes no difference taken out; the same for each text that is equal under these rules. */
    public String normalised(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String spaced = switch (spaces) {
            case COLLAPSE -> collapsed(composed, " ");
            case IGNORE -> collapsed(composed, "");
            case EXACT -> composed;
        };
        return caseSensitive
                ? spaced
                : Normalizer.normalize(spaced.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static String collapsed(String text, String run) {
        StringBuilder spaced = new StringBuilder(text.length());
        boolean after = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                after = true;
            } else {
                if (after && !spaced.isEmpty()) {
                    spaced.append(run);
                }
                after = false;
                spaced.append(letter);
            }
        }
        return spaced.toString();
    }
}
