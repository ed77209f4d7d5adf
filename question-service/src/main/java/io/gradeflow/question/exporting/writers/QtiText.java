package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.HtmlText;
import java.util.regex.Pattern;

/** Texts in items. */
final class QtiText {

    private static final int TRIES = 3;
    /** One line in which nothing can be Markdown, as most choices are. */
    private static final Pattern PLAIN = Pattern.compile("(?![-+\\d])(?:[^*_`\\[\\]!<>&\\\\\\n~#|\\s]| (?! ))++");

    private QtiText() {}

    /** Marked up, unless it would be read otherwise; then as it is written. */
    static String xhtml(String text) {
        if (isPlain(text)) {
            return SafeHtml.literal(text);
        }
        String marked = SafeHtml.of(text);
        return HtmlText.markdown(marked).equals(text) ? marked : SafeHtml.literal(text);
    }

    /** What is read of it: the same, but for spaces and line ends that HTML doesn't keep. */
    static String held(String text) {
        if (isPlain(text)) {
            return text;
        }
        String held = text;
        for (int i = 0; i < TRIES; i++) {
            String read = HtmlText.markdown(xhtml(held));
            if (read.equals(held)) {
                break;
            }
            held = read;
        }
        return held;
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && text.equals(text.strip());
    }
}
