package io.gradeflow.question.formats.qti;

import java.util.Locale;
import java.util.regex.Pattern;

/** One name for what the versions of QTI call {@code assessmentItem} and {@code qti-assessment-item}: {@code assessment-item}. */
final class QtiNames {

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private QtiNames() {}

    static String of(String name) {
        String plain = name.startsWith("qti-") ? name.substring("qti-".length()) : name;
        return CAPITAL.matcher(plain).replaceAll("-$1").toLowerCase(Locale.ROOT);
    }
}
