package io.gradeflow.question.formats.json;

import io.gradeflow.question.formats.CodeSpans;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What a text has of tags.
 *
 * @param open whether one of HTML has no end or no beginning, stands in code, or is spoken of
 * @param blocks whether some that make paragraphs and the like, or pictures, are whole
 * @param inline whether some of the others are whole
 * @param unknown whether some that HTML doesn't have are whole
 * @param around the name of the element that is the whole text; null where none is
 */
record OtherTags(
        boolean open,
        boolean blocks,
        boolean inline,
        boolean unknown,
        @Nullable String around) {

    private static final OtherTags NONE = new OtherTags(false, false, false, false, null);

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:\\s[^<>]{0,2000})?)/?>");
    private static final Pattern LETTER = Pattern.compile("^\\(?[A-Za-z][.):]\\s{0,9}");
    private static final Pattern SPOKEN_OF =
            Pattern.compile("\\s{0,3}(?:html\\s)?(?:tags?|elements?|attributes?)\\b", Pattern.CASE_INSENSITIVE);
    /** What may be left without an end. */
    private static final Set<String> LOOSE =
            Set.of("p", "li", "td", "th", "tr", "dd", "dt", "thead", "tbody", "tfoot", "option", "colgroup");

    private static final Set<String> EMPTY = Set.of(
            "br", "hr", "img", "input", "wbr", "col", "embed", "source", "area", "base", "link", "meta", "param");

    static OtherTags of(String text) {
        return text.indexOf('<') < 0 ? NONE : new Reader(text).tags();
    }

    boolean areHtml() {
        return blocks || inline;
    }

    private static final class Reader {

        private final String text;
        private final List<CodeSpans.Span> code;
        private final Deque<String> names = new ArrayDeque<>();
        private boolean open;
        private boolean blocks;
        private boolean inline;
        private boolean unknown;
        private @Nullable String around;
        private int first = -1;

        Reader(String text) {
            this.text = text.strip();
            this.code = CodeSpans.in(this.text);
        }

        OtherTags tags() {
            Matcher letter = LETTER.matcher(text);
            int begin = letter.find() ? letter.end() : 0;
            Matcher tag = TAG.matcher(text);
            int span = 0;
            while (tag.find()) {
                while (span < code.size() && code.get(span).to() <= tag.start()) {
                    span++;
                }
                String name = tag.group(2).toLowerCase(Locale.ROOT);
                if (span < code.size() && code.get(span).from() < tag.start()) {
                    open |= Tag.isKnownTag(name);
                } else if (EMPTY.contains(name)) {
                    empty(name, tag);
                } else if (tag.group(1).isEmpty()) {
                    first = names.isEmpty() && tag.start() == begin ? tag.start() : names.isEmpty() ? -1 : first;
                    names.push(name);
                } else {
                    end(name, tag.end());
                }
            }
            names.forEach(name -> left(name, false));
            return new OtherTags(open, blocks, inline, unknown, around);
        }

        /** A break of lines is one unless it is spoken of; a picture is one where it has an address. */
        private void empty(String name, Matcher tag) {
            boolean alone = tag.start() == 0 && tag.end() == text.length();
            boolean spoken = alone
                    || SPOKEN_OF.matcher(text).region(tag.end(), text.length()).lookingAt();
            boolean says =
                    name.equals("br") || name.equals("wbr") || tag.group(3).indexOf('=') > 0;
            open |= !says || (spoken && tag.group(3).isBlank());
            blocks |= says && !name.equals("br") && !name.equals("wbr");
        }

        private void end(String name, int at) {
            if (!names.contains(name)) {
                open |= Tag.isKnownTag(name);
                return;
            }
            while (!names.element().equals(name)) {
                left(names.pop(), true);
            }
            names.pop();
            boolean known = Tag.isKnownTag(name);
            boolean block = known && (Tag.valueOf(name).isBlock() || name.equals("span") || LOOSE.contains(name));
            blocks |= block;
            inline |= known && !block;
            unknown |= !known;
            if (names.isEmpty() && first >= 0 && at == text.length()) {
                around = name;
            }
        }

        /** @param inside whether the element around it has its end */
        private void left(String name, boolean inside) {
            open |= Tag.isKnownTag(name) && !(inside && LOOSE.contains(name));
        }
    }
}
