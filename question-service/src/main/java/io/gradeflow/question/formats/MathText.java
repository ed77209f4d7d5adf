package io.gradeflow.question.formats;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** A formula of MathML as text in one line, in which fractions, powers, indices and roots stay what they are. */
final class MathText {

    private static final Set<String> TOKENS = Set.of("mi", "mn", "mo", "mtext", "ms");
    /** Elements that are what stands in them. */
    private static final Set<String> ROWS = Set.of("mrow", "mstyle", "mpadded", "semantics");
    /** Elements behind which a letter, a digit or a bracket would be read as a part of them. */
    private static final Set<String> OPEN_ENDED =
            Set.of("mfrac", "msup", "msub", "msubsup", "mover", "munder", "munderover", "msqrt", "mroot");

    private static final Pattern SPACES = Pattern.compile("[\\s\u00A0]+");
    /** Such as the sign of a product that isn't written. */
    private static final Pattern INVISIBLE = Pattern.compile("[\u2061-\u2064]");

    /** Of what is nested deeper, the text alone. */
    private static final int DEEPEST = 100;

    private int depth;

    private MathText() {}

    /** What its author wrote for those who can't see it, else what its elements say. */
    static String of(Element math) {
        String written = spaced(math.attr("alttext")).strip();
        return written.isEmpty() ? spaced(new MathText().row(math)).strip() : written;
    }

    private static String spaced(String text) {
        return INVISIBLE.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("");
    }

    private String text(Element element) {
        if (depth == DEEPEST) {
            return spaced(element.text());
        }
        depth++;
        String text = switch (element.normalName()) {
            case "mi", "mn", "mo", "mtext", "ms" -> token(element);
            case "mfrac" -> part(element, 0) + (isStack(element) ? " over " : "/") + part(element, 1);
            case "msup", "mover" -> part(element, 0) + "^" + part(element, 1);
            case "msub", "munder" -> part(element, 0) + "_" + part(element, 1);
            case "msubsup", "munderover" -> part(element, 0) + "_" + part(element, 1) + "^" + part(element, 2);
            case "msqrt" -> "√" + bracketed(row(element), isToken(element));
            case "mroot" -> part(element, 0) + "^(1/" + part(element, 1) + ")";
            case "mfenced" -> fenced(element);
            case "mtable" -> String.join("; ", texts(element));
            case "mtr", "mlabeledtr", "mmultiscripts" -> String.join(" ", texts(element));
            case "mspace" -> " ";
            case "annotation", "annotation-xml", "mphantom", "mprescripts", "none" -> "";
            default -> row(element);
        };
        depth--;
        return text;
    }

    /** White space around it is none of it, unless it can't be broken. */
    private static String token(Element element) {
        return spaced(element.wholeText().strip());
    }

    private List<String> texts(Element element) {
        return element.children().stream().map(this::text).toList();
    }

    private String row(Element element) {
        StringBuilder row = new StringBuilder();
        boolean open = false;
        for (Node node : element.childNodes()) {
            String text = switch (node) {
                case Element inner -> text(inner);
                case TextNode words -> spaced(words.getWholeText()).strip();
                default -> "";
            };
            if (!text.isEmpty()) {
                row.append(isPartOf(row, open, text) ? " " : "").append(text);
                open = OPEN_ENDED.contains(node.normalName());
            }
        }
        return row.toString();
    }

    /** Whether a text would be read as a part of the number, the power or the like before it. */
    private static boolean isPartOf(StringBuilder row, boolean open, String text) {
        if (row.isEmpty()) {
            return false;
        }
        int first = text.codePointAt(0);
        boolean goesOn = Character.isLetterOrDigit(row.codePointBefore(row.length())) && Character.isDigit(first);
        return goesOn || (open && (Character.isLetterOrDigit(first) || first == '(' || first == '√'));
    }

    /** One of the parts of an element that has a set number of them; in brackets unless it is one sign. */
    private String part(Element element, int place) {
        if (place >= element.children().size()) {
            return "";
        }
        Element part = element.child(place);
        return bracketed(text(part), TOKENS.contains(part.normalName()) || isToken(part));
    }

    private static String bracketed(String text, boolean isToken) {
        return isToken || text.isEmpty() || isBracketed(text) ? text : "(" + text + ")";
    }

    /** Whether the bracket that it begins with ends with it. */
    private static boolean isBracketed(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (open == 0) {
                return i > 0 && i == text.length() - 1;
            }
        }
        return false;
    }

    /** Whether nothing but one sign stands in it. */
    private static boolean isToken(Element element) {
        Element inner = element;
        while (inner.children().size() == 1) {
            inner = inner.child(0);
            if (TOKENS.contains(inner.normalName())) {
                return true;
            }
            if (!ROWS.contains(inner.normalName())) {
                return false;
            }
        }
        return false;
    }

    /** Numbers one above the other without a line are no fraction. */
    private static boolean isStack(Element fraction) {
        return fraction.attr("linethickness").strip().startsWith("0");
    }

    private String fenced(Element fence) {
        String separators = attribute(fence, "separators", ",").replaceAll("\\s", "");
        StringBuilder text = new StringBuilder(attribute(fence, "open", "("));
        List<String> parts = texts(fence);
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : separator(separators, i - 1)).append(parts.get(i));
        }
        return text.append(attribute(fence, "close", ")")).toString();
    }

    /** The last one goes on; a comma without a space might be that of a decimal. */
    private static String separator(String separators, int place) {
        return separators.isEmpty() ? " " : separators.charAt(Math.min(place, separators.length() - 1)) + " ";
    }

    private static String attribute(Element element, String name, String otherwise) {
        return element.hasAttr(name) ? element.attr(name) : otherwise;
    }
}
