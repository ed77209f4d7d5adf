package io.gradeflow.question.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the code of a Markdown text is, as every dialect sees it: between lines of three backticks, and between backticks that stand on
 * one line. Dialects differ where backticks are left over, since they look for others on other lines, or don't; so where one is, none of
 * the text is code.
 */
public final class CodeSpans {

    private static final Pattern OPENS = Pattern.compile("```[-_:a-zA-Z0-9]*");
    private static final String CLOSES = "```";
    private static final Pattern OTHER_FENCE = Pattern.compile("\\s*+~{3}");

    /** @param to behind it */
    public record Span(int from, int to) {}

    private final String text;
    private final List<Span> spans = new ArrayList<>();

    private CodeSpans(String text) {
        this.text = text;
    }

    /** In their order. */
    public static List<Span> in(String text) {
        if (text.indexOf('`') < 0) {
            return List.of();
        }
        CodeSpans found = new CodeSpans(text);
        return found.find() ? found.spans : List.of();
    }

    /** Those of a text without line ends, in their order. */
    public static List<Span> onLine(String line) {
        if (line.indexOf('`') < 0) {
            return List.of();
        }
        CodeSpans found = new CodeSpans(line);
        return found.onLine(line, 0) ? found.spans : List.of();
    }

    /** False where something is left over. */
    private boolean find() {
        int fence = -1;
        int contentLines = 0;
        for (int start = 0; start <= text.length(); ) {
            int newLine = text.indexOf('\n', start);
            int end = newLine < 0 ? text.length() : newLine;
            String line = text.substring(start, end);
            if (fence >= 0 && line.equals(CLOSES)) {
                if (contentLines == 0) {
                    return false;
                }
                spans.add(new Span(fence, end));
                fence = -1;
            } else if (fence >= 0) {
                if (line.strip().startsWith(CLOSES)) {
                    return false;
                }
                contentLines++;
            } else if (OPENS.matcher(line).matches()) {
                fence = start;
                contentLines = 0;
            } else if (OTHER_FENCE.matcher(line).lookingAt() || !onLine(line, start)) {
                return false;
            }
            start = end + 1;
        }
        return fence < 0;
    }

    private boolean onLine(String line, int start) {
        for (int open = line.indexOf('`'); open >= 0; ) {
            int length = run(line, open);
            boolean escaped = open > 0 && line.charAt(open - 1) == '\\';
            int close = escaped ? -1 : closing(line, open + length, length);
            if (close < 0) {
                return false;
            }
            spans.add(new Span(start + open, start + close + length));
            open = line.indexOf('`', close + length);
        }
        return true;
    }

    /** The next run of just so many backticks. */
    private static int closing(String line, int from, int length) {
        int at = line.indexOf('`', from);
        while (at >= 0 && run(line, at) != length) {
            at = line.indexOf('`', at + run(line, at));
        }
        return at;
    }

    private static int run(String line, int from) {
        int to = from;
        while (to < line.length() && line.charAt(to) == '`') {
            to++;
        }
        return to - from;
    }
}
