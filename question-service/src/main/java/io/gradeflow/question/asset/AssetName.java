package io.gradeflow.question.asset;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a bank's pictures, and how the Markdown of questions refers to them: {@code ![what it shows](asset:name)}. */
public final class AssetName {

    /** What a name must be, for the problem of one that isn't. */
    static final String RULE = "1 to 100 letters, digits, points, hyphens and underscores, a letter or digit first";

    private static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final Pattern NAME = Pattern.compile(FORM);
    private static final String SCHEME = "asset:";
    private static final Pattern REFERENCE = Pattern.compile("\\]\\(" + SCHEME + "(" + FORM + ")\\)");

    private AssetName() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }

    /** What Markdown has for the picture's address. */
    public static String target(String name) {
        return SCHEME + name;
    }

    /** How Markdown ends that refers to the picture. */
    public static String reference(String name) {
        return "](" + target(name) + ")";
    }

    /** The names that a text refers to, in its order. */
    public static Set<String> in(String markdown) {
        if (!markdown.contains(SCHEME)) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (Matcher reference = REFERENCE.matcher(markdown); reference.find(); ) {
            names.add(reference.group(1));
        }
        return names;
    }

    /** The text with other targets in the place of pictures. */
    public static String replaced(String markdown, UnaryOperator<String> target) {
        return REFERENCE
                .matcher(markdown)
                .replaceAll(reference -> Matcher.quoteReplacement("](" + target.apply(reference.group(1)) + ")"));
    }
}
