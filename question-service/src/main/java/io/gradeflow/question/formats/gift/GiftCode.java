package io.gradeflow.question.formats.gift;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of code in a text, whose lines are its own: an element {@code pre}, or what stands between fences. */
record GiftCode(int from, int to, boolean isFence) {

    private static final String FENCE = "```";
    private static final Pattern OPENS = Pattern.compile(FENCE + "|<pre[\\s>]", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSES = Pattern.compile("</pre>", Pattern.CASE_INSENSITIVE);

    /** All that end, in their order. Where nothing ends any more, no end is looked for again. */
    static List<GiftCode> in(String text) {
        List<GiftCode> all = new ArrayList<>();
        Matcher opens = OPENS.matcher(text);
        Matcher closes = CLOSES.matcher(text);
        boolean elementsEnd = true;
        boolean fencesEnd = true;
        int from = 0;
        while (from < text.length() && opens.find(from)) {
            boolean fence = opens.group().equals(FENCE);
            int end = -1;
            if (fence && fencesEnd) {
                int close = text.indexOf(FENCE, opens.end());
                end = close < 0 ? -1 : close + FENCE.length();
                fencesEnd = close >= 0;
            } else if (!fence && elementsEnd) {
                elementsEnd = closes.find(opens.end());
                end = elementsEnd ? closes.end() : -1;
            }
            if (end >= 0) {
                all.add(new GiftCode(opens.start(), end, fence));
            }
            from = Math.max(end, opens.end());
        }
        return all;
    }
}
