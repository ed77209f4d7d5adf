package io.gradeflow.question.formats;

import java.util.Locale;

/** What stands before the items of an ordered list where it is shown. */
final class ListLabel {

    private static final int[] WORTHS = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    private static final int LARGEST_ROMAN = 3_999;
    private static final int LETTERS = 26;

    private ListLabel() {}

    /**
     * @param type {@code I}, {@code i}, {@code A} or {@code a}; anything else is for numbers
     * @param number of the item; below 1 it has no other form
     */
    static String of(String type, int number) {
        if (number < 1) {
            return String.valueOf(number);
        }
        return switch (type) {
            case "I" -> roman(number);
            case "i" -> roman(number).toLowerCase(Locale.ROOT);
            case "A" -> letters(number).toUpperCase(Locale.ROOT);
            case "a" -> letters(number);
            default -> String.valueOf(number);
        };
    }

    private static String roman(int number) {
        if (number > LARGEST_ROMAN) {
            return String.valueOf(number);
        }
        StringBuilder roman = new StringBuilder();
        int rest = number;
        for (int i = 0; i < WORTHS.length; i++) {
            for (; rest >= WORTHS[i]; rest -= WORTHS[i]) {
                roman.append(SIGNS[i]);
            }
        }
        return roman.toString();
    }

    /** After z comes aa. */
    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('a' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }
}
