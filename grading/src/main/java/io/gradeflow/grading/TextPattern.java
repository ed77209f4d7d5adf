package io.gradeflow.grading;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with wildcards as GIFT and Moodle have them: {@code *} stands for any text, the empty one too, {@code \*} for a star
 * and {@code \\} for a backslash. Takes time in proportion to the lengths of both texts, whatever is in them.
 */
final class TextPattern {

    private static final char ANY = '*';
    private static final char ESCAPE = '\\';

    /** What stands between the wildcards; one more than there are of them. */
    private final List<String> pieces;

    private TextPattern(List<String> pieces) {
        this.pieces = pieces;
    }

    static TextPattern of(String written, TextRules rules) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char letter = written.charAt(i);
            boolean escapes = letter == ESCAPE
                    && i + 1 < written.length()
                    && (written.charAt(i + 1) == ANY || written.charAt(i + 1) == ESCAPE);
            if (escapes) {
                piece.append(written.charAt(++i));
            } else if (letter == ANY) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(letter);
            }
        }
        pieces.add(piece.toString());
        return new TextPattern(normalised(pieces, rules));
    }

    /** The spaces at a wildcard stay, or {@code a *} would accept {@code ab}. */
    private static List<String> normalised(List<String> pieces, TextRules rules) {
        List<String> normalised = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            String text = rules.normalised(piece);
            if (rules.spaces() == TextRules.Spaces.COLLAPSE && !piece.isEmpty()) {
                boolean first = i == 0;
                boolean last = i == pieces.size() - 1;
                boolean blank = text.isEmpty();
                text = (!first && !(last && blank) && isSpace(piece.charAt(0)) ? " " : "")
                        + text
                        + (!last && !blank && isSpace(piece.charAt(piece.length() - 1)) ? " " : "");
            }
            normalised.add(text);
        }
        return normalised;
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    /** @param text normalised by the rules of the pattern */
    boolean accepts(String text) {
        String first = pieces.getFirst();
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        String last = pieces.getLast();
        if (!text.startsWith(first) || !text.endsWith(last) || text.length() < first.length() + last.length()) {
            return false;
        }
        int from = first.length();
        int end = text.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, from);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            from = found + piece.length();
        }
        return true;
    }

    /** Whether it stands for every text. */
    boolean acceptsAll() {
        return pieces.size() > 1 && pieces.stream().allMatch(String::isEmpty);
    }
}
