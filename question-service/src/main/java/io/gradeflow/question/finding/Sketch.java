package io.gradeflow.question.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a question's wording is like that of others. Texts are alike by their trigrams, as the extension pg_trgm counts them:
 * how many they have in common, of all that they have. A sketch finds candidates without comparing all with all (A. Broder, "On
 * the resemblance and containment of documents", 1997): of {@value #BANDS} bands of {@value #ROWS} hashes each, texts that are
 * alike to 0.8 share one with a probability of 0.998, and those alike to 0.4 with one of 0.15.
 *
 * <p>Numbers tell questions apart: "What is 2 + 3?" and "What is 2 + 4?" are never alike.
 */
public final class Sketch {

    /** From which similarity on two questions are told of. */
    public static final double ALIKE = 0.8;

    static final int BANDS = 16;
    static final int ROWS = 5;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Sketch() {}

    /** The bands of a wording with these {@link Words}; equal in some place where wordings are alike. None without words. */
    public static List<Long> of(Set<String> words) {
        long[] starts = trigrams(words);
        if (starts.length == 0) {
            return List.of();
        }
        long[] steps = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            steps[i] = mixed(starts[i] ^ GOLDEN) | 1;
            starts[i] = mixed(starts[i]);
        }
        long numbers = numbers(words).hashCode();
        List<Long> bands = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            long hash = mixed(numbers + band * GOLDEN);
            for (int row = 0; row < ROWS; row++) {
                hash = mixed(hash ^ least(starts, steps));
            }
            bands.add(hash);
        }
        return bands;
    }

    /** The least hash of all trigrams by one more function, which is a step away from the one before. */
    private static long least(long[] hashes, long[] steps) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] += steps[i];
            least = Math.min(least, hashes[i]);
        }
        return least;
    }

    /** From 0, nothing in common, to 1; 0 where the numbers differ. */
    public static double similarity(Set<String> some, Set<String> others) {
        if (!numbers(some).equals(numbers(others))) {
            return 0;
        }
        long[] one = trigrams(some);
        long[] other = trigrams(others);
        int common = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Long.compare(one[i], other[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = one.length + other.length - common;
        return all == 0 ? 0 : (double) common / all;
    }

    /** The different trigrams of the words, each word with two blanks before it and one after; sorted. */
    private static long[] trigrams(Set<String> words) {
        long[] trigrams =
                new long[words.stream().mapToInt(word -> word.length() + 1).sum()];
        int at = 0;
        for (String word : words) {
            long trigram = (long) ' ' << 16 | ' ';
            for (int i = 0; i <= word.length(); i++) {
                trigram = (trigram << 16 | (i < word.length() ? word.charAt(i) : ' ')) & 0xFFFF_FFFF_FFFFL;
                trigrams[at++] = trigram;
            }
        }
        Arrays.sort(trigrams);
        return distinct(trigrams);
    }

    private static long[] distinct(long[] sorted) {
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private static Set<String> numbers(Set<String> words) {
        Set<String> numbers = new HashSet<>();
        for (String word : words) {
            if (hasDigit(word)) {
                numbers.add(word);
            }
        }
        return numbers;
    }

    private static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isDigit(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Spreads bits (S. Vigna's SplitMix64). */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
