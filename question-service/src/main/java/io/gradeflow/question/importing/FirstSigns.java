package io.gradeflow.question.importing;

/**
 * What a line that isn't empty must have to be one of those that formats are told by. Most lines are prose, and have none of it, which is
 * seen at a sign or two; what may be such a line is then looked at by its pattern. Each of these says yes to more than the pattern does, and never to less.
 */
final class FirstSigns {

    private static final String BULLETS = "-*+•";

    /** What answers begin with, whatever their case. */
    private static final String[] ANSWERS = {
        "answer",
        "ans",
        "key",
        "correct",
        "show",
        "see",
        "reveal",
        "view",
        "the",
        "suggested",
        "right",
        "solution",
        "respuesta",
        "resposta",
        "r\u00E9ponse",
        "risposta",
        "risposte",
        "antwort",
        "richtige",
        "l\u00F6sung"
    };

    private FirstSigns() {}

    /** A bullet, a bracket, or a number or letter before a point or bracket. */
    static boolean mayBeBox(String text) {
        char first = text.charAt(0);
        return BULLETS.indexOf(first) >= 0
                || first == '('
                || isDigit(first)
                || (isLetter(first) && text.length() > 1 && ".)".indexOf(text.charAt(1)) >= 0);
    }

    /** A letter that something stands behind, or what may stand before it. */
    static boolean mayBeOption(String text) {
        char first = text.charAt(0);
        return isLetter(first)
                ? text.length() > 1 && "*_.):]".indexOf(text.charAt(1)) >= 0
                : BULLETS.indexOf(first) >= 0 || "_([".indexOf(first) >= 0;
    }

    static boolean mayBeStarred(String text) {
        return text.charAt(0) == '*' || text.charAt(text.length() - 1) == '*';
    }

    /** Within code or not: what is left of a line without its code has no other signs. */
    static boolean mayBeGift(String text) {
        return text.indexOf('{') >= 0
                || text.indexOf('=') >= 0
                || text.indexOf('~') >= 0
                || text.indexOf('$') >= 0
                || (text.indexOf(':') >= 0 && (text.charAt(0) == ':' || text.charAt(0) == '`'));
    }

    /** What is no letter, digit or underscore, or one of the words. */
    static boolean mayBeAnswer(String text) {
        char first = text.charAt(0);
        if (!isLetter(first)) {
            return first != '_' && !isDigit(first);
        }
        for (String word : ANSWERS) {
            if (text.regionMatches(true, 0, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }
}
