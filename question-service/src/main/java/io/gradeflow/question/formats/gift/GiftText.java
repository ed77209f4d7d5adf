package io.gradeflow.question.formats.gift;

import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.TypedText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a question's text. Escaped characters are kept as stand-ins until all is taken apart, so that what divides is only
 * what divides.
 *
 * @param text protected
 */
record GiftText(Format format, String text) {

    /** How the text is marked up. */
    enum Format {
        MOODLE,
        HTML,
        MARKDOWN,
        PLAIN
    }

    private static final String ESCAPED = "~=#{}:\\";
    private static final char FIRST_STAND_IN = '\uE700';
    private static final char NEW_LINE = (char) (FIRST_STAND_IN + ESCAPED.length());
    private static final Pattern FORMAT =
            Pattern.compile("^\\s*\\[(moodle|html|markdown|plain)\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\n]+");

    /** With stand-ins for what a backslash takes its meaning from. */
    static String protect(String written) {
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char letter = written.charAt(i);
            int escaped = letter == '\\' && i + 1 < written.length() ? ESCAPED.indexOf(written.charAt(i + 1)) : -1;
            if (escaped >= 0) {
                text.append((char) (FIRST_STAND_IN + escaped));
                i++;
            } else if (letter == '\\' && i + 1 < written.length() && written.charAt(i + 1) == 'n') {
                text.append(NEW_LINE);
                i++;
            } else if (letter < FIRST_STAND_IN || letter > NEW_LINE) {
                text.append(letter);
            }
        }
        return text.toString();
    }

    static String restored(String text) {
        StringBuilder restored = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            restored.append(
                    letter < FIRST_STAND_IN || letter > NEW_LINE
                            ? letter
                            : letter == NEW_LINE ? '\n' : ESCAPED.charAt(letter - FIRST_STAND_IN));
        }
        return restored.toString();
    }

    /** @param written protected, with or without the name of a format in brackets before it */
    static GiftText of(String written, Format otherwise) {
        Matcher format = FORMAT.matcher(written);
        return format.find()
                ? new GiftText(
                        Format.valueOf(format.group(1).toUpperCase(Locale.ROOT)), written.substring(format.end()))
                : new GiftText(otherwise, written);
    }

    /** As Markdown. Moodle's own format is text that may have tags in it. */
    String markdown() {
        return switch (format) {
            case HTML -> HtmlText.markdown(restored(text));
            case MARKDOWN -> Markup.cleaned(restored(text).strip());
            case PLAIN -> restored(text).strip();
            case MOODLE -> {
                String joined = restored(joined()).strip();
                yield HtmlText.isHtml(joined) ? HtmlText.markdown(joined) : Markup.cleaned(joined);
            }
        };
    }

    /** In one line, but for code. */
    private String joined() {
        StringBuilder joined = new StringBuilder();
        int from = 0;
        for (GiftCode code : GiftCode.in(text)) {
            String before = joined(text.substring(from, code.from()));
            joined.append(code.isFence() ? before.stripTrailing() + "\n" : before)
                    .append(text, code.from(), code.to())
                    .append(code.isFence() ? "\n" : "");
            from = code.to();
        }
        return joined.append(joined(text.substring(from))).toString();
    }

    private static String joined(String lines) {
        return WHITE_SPACE.matcher(lines).replaceAll(" ");
    }

    /** As what somebody types. */
    String typed() {
        String restored = restored(WHITE_SPACE.matcher(text).replaceAll(" ")).strip();
        return format != Format.PLAIN && HtmlText.isHtml(restored) ? TypedText.of(restored) : restored;
    }
}
