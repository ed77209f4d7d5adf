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

    private static final Pattern WEIGHT = Pattern.compile("^\\s*%\\s*([+-]?\\d{1,4}(?:\\.\\d{1,9})?)\\s*%");

    /** Those in a protected text in which each begins with {@code =} or {@code ~}; what stands before the first is left out. */
    static List<GiftAnswer> in(String body) {
        return in(body, 0);
    }

    /** @param first where the first may begin; what stands before is left out */
    static List<GiftAnswer> in(String body, int first) {
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
        int hash = rest.indexOf('#');
        return new GiftAnswer(
                at,
                right,
                weighed ? Fraction.ofPercent(new BigDecimal(weight.group(1))) : null,
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
