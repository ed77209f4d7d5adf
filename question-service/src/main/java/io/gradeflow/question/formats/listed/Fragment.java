package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a file, or a part of one where tags of HTML fold something away.
 *
 * @param indent how many spaces stand before it
 * @param text without white space around it
 */
record Fragment(int line, int indent, Kind kind, String text) {

    enum Kind {
        /** {@code <details>}. */
        OPENS,
        /** {@code </details>}. */
        CLOSES,
        /** What stands between the tags of a {@code <summary>}. */
        SUMMARY,
        TEXT
    }

    private static final Pattern TAG = Pattern.compile(
            "<details\\b[^>]*>|</details\\s*>|<summary\\b[^>]*>(.*?)</summary\\s*>|<!--.*?-->|</?(?:p|div|center|b|strong|summary)\\b[^>]*>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTE = Pattern.compile("^(?:>\\s?){1,9}");

    /** @param line with the white space around it */
    static List<Fragment> of(Line line) {
        String text = QUOTE.matcher(line.text()).replaceFirst("");
        int indent = text.length() - text.stripLeading().length();
        List<Fragment> fragments = new ArrayList<>();
        if (text.indexOf('<') < 0) {
            return List.of(new Fragment(line.number(), indent, Kind.TEXT, text.strip()));
        }
        Matcher tag = TAG.matcher(text);
        StringBuilder rest = new StringBuilder();
        int from = 0;
        while (tag.find()) {
            rest.append(text, from, tag.start());
            from = tag.end();
            Kind kind = kind(tag);
            if (kind != Kind.TEXT) {
                addText(fragments, line, indent, rest);
                String summary = tag.group(1) == null ? "" : tag.group(1).strip();
                fragments.add(new Fragment(line.number(), indent, kind, summary));
            }
        }
        rest.append(text.substring(from));
        if (fragments.isEmpty() && !text.isBlank() && rest.toString().isBlank()) {
            return fragments;
        }
        if (fragments.isEmpty() || !rest.toString().isBlank()) {
            fragments.add(new Fragment(
                    line.number(), indent, Kind.TEXT, rest.toString().strip()));
        }
        return fragments;
    }

    private static void addText(List<Fragment> fragments, Line line, int indent, StringBuilder text) {
        if (!text.toString().isBlank()) {
            fragments.add(new Fragment(
                    line.number(), indent, Kind.TEXT, text.toString().strip()));
        }
        text.setLength(0);
    }

    private static Kind kind(Matcher tag) {
        String name = tag.group().toLowerCase(Locale.ROOT);
        if (name.startsWith("<details")) {
            return Kind.OPENS;
        }
        if (name.startsWith("</details")) {
            return Kind.CLOSES;
        }
        return tag.group(1) != null ? Kind.SUMMARY : Kind.TEXT;
    }

    boolean isBlank() {
        return kind == Kind.TEXT && text.isEmpty();
    }
}
