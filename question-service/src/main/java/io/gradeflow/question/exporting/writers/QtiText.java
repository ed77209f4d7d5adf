package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.HtmlText;

/** Texts in items. */
final class QtiText {

    private static final int TRIES = 3;

    private QtiText() {}

    /** Marked up, unless it would be read otherwise; then as it is written. */
    static String xhtml(String text) {
        String marked = SafeHtml.of(text);
        return HtmlText.markdown(marked).equals(text) ? marked : SafeHtml.literal(text);
    }

    /** What is read of it: the same, but for spaces and line ends that HTML doesn't keep. */
    static String held(String text) {
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
}
