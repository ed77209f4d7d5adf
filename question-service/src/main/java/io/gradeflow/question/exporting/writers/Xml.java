package io.gradeflow.question.exporting.writers;

/** Text in documents of XML. */
final class Xml {

    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    /** Without characters that no document can hold. */
    static String text(String text) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().filter(Xml::canBe).forEach(letter -> {
            switch (letter) {
                case '&' -> written.append("&amp;");
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '"' -> written.append("&quot;");
                case '\r' -> written.append("&#13;");
                default -> written.appendCodePoint(letter);
            }
        });
        return written.toString();
    }

    /** The same for an attribute, in which line ends would be spaces. */
    static String attribute(String text) {
        return text(text).replace("\n", "&#10;").replace("\t", "&#9;");
    }

    static String comment(String text) {
        return "<!-- " + text(text).replaceAll("-(?=-|$)", "- ") + " -->\n";
    }

    private static boolean canBe(int letter) {
        return letter == '\t'
                || letter == '\n'
                || letter == '\r'
                || (letter >= 0x20 && letter <= 0xD7FF)
                || (letter >= 0xE000 && letter <= 0xFFFD)
                || letter >= 0x10000;
    }
}
