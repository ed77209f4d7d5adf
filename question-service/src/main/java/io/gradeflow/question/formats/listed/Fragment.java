package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.CodeSpans;
import io.gradeflow.question.formats.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        TEXT,
        /** A block of code, of several lines. */
        CODE
    }

    private static final Pattern QUOTE = Pattern.compile("^(?:>\\s?){1,9}");
    /** What says nothing of a question, whatever is in the tag. */
    private static final Set<String> WITHOUT_MEANING = Set.of("p", "div", "center", "b", "strong", "summary");

    private static final String COMMENT = "<!--";
    private static final String SUMMARY_ENDS = "</summary";

    /** @param line with the white space around it */
    static List<Fragment> of(Line line) {
        if (line.code()) {
            String code = line.text().stripLeading();
            return List.of(new Fragment(line.number(), line.text().length() - code.length(), Kind.CODE, code));
        }
        String text = QUOTE.matcher(line.text()).replaceFirst("");
        int indent = text.length() - text.stripLeading().length();
        if (text.indexOf('<') < 0) {
            return List.of(new Fragment(line.number(), indent, Kind.TEXT, text.strip()));
        }
        return new Tags(line.number(), indent, text).fragments();
    }

    boolean isBlank() {
        return kind == Kind.TEXT && text.isEmpty();
    }

    /** Takes a line apart at its tags, looking at no character twice. */
    private static final class Tags {

        private final int line;
        private final int indent;
        private final String text;
        private final String small;
        private final List<CodeSpans.Span> code;
        private final List<Fragment> fragments = new ArrayList<>();
        private final StringBuilder rest = new StringBuilder();
        /** Where nothing ends any more, looking for it again would take time in proportion to the square of the length. */
        private boolean commentsEnd = true;

        private boolean summariesEnd = true;
        private boolean tagsEnd = true;

        Tags(int line, int indent, String text) {
            this.line = line;
            this.indent = indent;
            this.text = text;
            this.small = small(text);
            this.code = CodeSpans.onLine(text);
        }

        /** Of the same length, whatever letters others have. */
        private static String small(String text) {
            char[] letters = text.toCharArray();
            for (int i = 0; i < letters.length; i++) {
                letters[i] = letters[i] < 128 ? Character.toLowerCase(letters[i]) : letters[i];
            }
            return new String(letters);
        }

        List<Fragment> fragments() {
            int from = 0;
            int span = 0;
            for (int open = text.indexOf('<');
                    open >= 0 && tagsEnd;
                    open = text.indexOf('<', Math.max(from, open + 1))) {
                while (span < code.size() && code.get(span).to() <= open) {
                    span++;
                }
                boolean isCode = span < code.size() && code.get(span).from() < open;
                int end = isCode ? open : end(open);
                if (end > open) {
                    rest.append(text, from, open);
                    take(open, end);
                    from = end;
                }
            }
            rest.append(text.substring(from));
            boolean onlyTags =
                    fragments.isEmpty() && !text.isBlank() && rest.toString().isBlank();
            if (!onlyTags && (fragments.isEmpty() || !rest.toString().isBlank())) {
                add(Kind.TEXT, rest.toString());
            }
            return fragments;
        }

        /** Behind the tag that begins there, or what it encloses; the place itself where none does that matters. */
        private int end(int open) {
            if (small.startsWith(COMMENT, open)) {
                int close = commentsEnd ? text.indexOf("-->", open) : -1;
                commentsEnd = close >= 0;
                return close < 0 ? open : close + "-->".length();
            }
            String name = name(open);
            boolean details = name.equals("details");
            if (!details && !WITHOUT_MEANING.contains(name)) {
                return open;
            }
            int close = text.indexOf('>', open);
            tagsEnd = close >= 0;
            if (close < 0) {
                return open;
            }
            boolean summary = name.equals("summary") && text.charAt(open + 1) != '/';
            int inner = summary && summariesEnd ? small.indexOf(SUMMARY_ENDS, close) : -1;
            summariesEnd &= !summary || inner >= 0;
            int innerClose = inner < 0 ? -1 : text.indexOf('>', inner);
            return innerClose < 0 ? close + 1 : innerClose + 1;
        }

        private void take(int open, int end) {
            String name = name(open);
            if (name.equals("details")) {
                addRest();
                add(text.charAt(open + 1) == '/' ? Kind.CLOSES : Kind.OPENS, "");
                return;
            }
            int inner = text.indexOf('>', open) + 1;
            int innerEnd = name.equals("summary") ? small.lastIndexOf(SUMMARY_ENDS, end) : -1;
            if (innerEnd >= inner) {
                addRest();
                add(Kind.SUMMARY, text.substring(inner, innerEnd));
            }
        }

        /** In small letters, of a tag that begins or ends something. */
        private String name(int open) {
            int from = open + 1 < small.length() && small.charAt(open + 1) == '/' ? open + 2 : open + 1;
            int to = from;
            while (to < small.length() && Character.isLetterOrDigit(small.charAt(to))) {
                to++;
            }
            return small.substring(from, to);
        }

        private void addRest() {
            if (!rest.toString().isBlank()) {
                add(Kind.TEXT, rest.toString());
            }
            rest.setLength(0);
        }

        private void add(Kind kind, String content) {
            fragments.add(new Fragment(line, indent, kind, content.strip()));
        }
    }
}
