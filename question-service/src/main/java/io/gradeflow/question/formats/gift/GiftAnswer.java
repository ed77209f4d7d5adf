package io.gradeflow.question.formats.gift;

import io.gradeflow.grading.Fraction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One answer between the braces.
 *
 * @param at where it begins among the answers
 * @param right whether {@code =} stands before it, and not {@code ~}
 * @param weight the one that is written, in parts of full credit; null where none is
 * @param text protected
 * @param feedback protected, empty where there is none
 */
record GiftAnswer(int at, boolean right, @Nullable Fraction weight, String text, String feedback) {

    private static final Pattern WEIGHT = Pattern.compile("^\\s*%\\s*([+-]?\\d{1,4}(?:[.,]\\d{1,20})?)\\s*%");
    /** Before feedback; one that belongs to an entity of HTML is none. */
    private static final Pattern HASH = Pattern.compile("(?<!&)#|#(?!(?:\\d{1,7}|[xX][0-9A-Fa-f]{1,6});)");

    /**
     * Those in a protected text, each of which begins with {@code =} or {@code ~}, but for the first.
     *
     * @param right whether one that stands before all of these signs is
     */
    static List<GiftAnswer> in(String body, boolean right) {
        int first = firstSign(body);
        List<GiftAnswer> answers = new ArrayList<>();
        if (!body.substring(0, first).isBlank()) {
            answers.add(of(0, right, body.substring(0, first)));
        }
        answers.addAll(in(body, first));
        return answers;
    }

    private static int firstSign(String body) {
        int first = 0;
        while (first < body.length() && body.charAt(first) != '=' && body.charAt(first) != '~') {
            first++;
        }
        return first;
    }

    private static List<GiftAnswer> in(String body, int first) {
        List<GiftAnswer> answers = new ArrayList<>();
        int from = -1;
        for (int i = first; i <= body.length(); i++) {
            boolean begins = i < body.length() && (body.charAt(i) == '=' || body.charAt(i) == '~');
            if (begins || i == body.length()) {
                if (from >= 0) {
                    answers.add(of(from, body.charAt(from) == '=', body.substring(from + 1, i)));
                }
                from = i;
            }
        }
        return answers;
    }

    static GiftAnswer of(int at, boolean right, String written) {
        Matcher weight = WEIGHT.matcher(written);
        boolean weighed = weight.find();
        String rest = weighed ? written.substring(weight.end()) : written;
        Matcher found = HASH.matcher(rest);
        int hash = found.find() ? found.start() : -1;
        return new GiftAnswer(
                at,
                right,
                weighed ? Fraction.ofPercent(new BigDecimal(weight.group(1).replace(',', '.'))) : null,
                hash < 0 ? rest : rest.substring(0, hash),
                hash < 0 ? "" : rest.substring(hash + 1));
    }

    /** The weight that is written, or else all for a right answer and nothing for a wrong one. */
    Fraction worth() {
        return weight != null ? weight : right ? Fraction.ONE : Fraction.ZERO;
    }

    boolean isEmpty() {
        return text.isBlank() && feedback.isBlank() && weight == null;
    }
}
