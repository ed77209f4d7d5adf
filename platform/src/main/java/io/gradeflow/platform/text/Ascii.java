package io.gradeflow.platform.text;

/** Texts of ASCII alone, as most are: every Unicode normal form of such a text is the text itself. */
public final class Ascii {

    private Ascii() {}

    public static boolean isAll(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
