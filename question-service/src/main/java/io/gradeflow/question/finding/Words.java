package io.gradeflow.question.finding;

import io.gradeflow.platform.text.Ascii;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of texts: runs of letters and digits, whatever their case, accents and compatibility forms, and each character of a
 * script that puts no spaces between words. Made here and not by the database, so that what is looked for, what is found and what
 * is marked in it are the same in every language and locale; see ADR 32.
 */
public final class Words {

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Before it no script leaves out spaces. */
    private static final int THAI = 0x0E00;

    /** A longer one is found by its beginning. */
    private static final int LONGEST = 100;
    /** So many different ones of a question are kept; only files that are no prose have more. */
    private static final int MOST = 10_000;

    /** A word where it stands; in UTF-16 code units, the end not included. */
    record Place(int start, int end, String word) {}

    private Words() {}

    static List<Place> placesIn(String text) {
        List<Place> places = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int first = text.codePointAt(at);
            at += Character.charCount(first);
            if (!isPartOfWord(first)) {
                continue;
            }
            if (!standsAlone(first)) {
                at = endOfRun(text, at);
            }
            String word = folded(text.substring(start, at));
            if (!word.isEmpty()) {
                places.add(new Place(start, at, word));
            }
        }
        return places;
    }

    private static int endOfRun(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int next = text.codePointAt(at);
            if (!isPartOfWord(next) || standsAlone(next)) {
                break;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    private static boolean isPartOfWord(int character) {
        if (character < 128) {
            return Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetterOrDigit(character);
        };
    }

    private static boolean standsAlone(int character) {
        if (character < THAI) {
            return false;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> false;
        };
    }

    /** The different words of texts, the first first. */
    public static Set<String> of(Collection<String> texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            for (Place place : placesIn(text)) {
                if (words.size() < MOST) {
                    words.add(place.word());
                }
            }
        }
        return words;
    }

    private static String folded(String word) {
        String plain = Ascii.isAll(word)
                ? word
                : NO_LETTER
                        .matcher(Normalizer.normalize(word, Normalizer.Form.NFKD))
                        .replaceAll("");
        String lower = plain.toLowerCase(Locale.ROOT);
        return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    }
}
