package io.gradeflow.question;

import java.util.regex.Pattern;

/** Names that stand in addresses: of banks, and of blueprints. */
public final class Slug {

    /** What a slug must be, for the problem of one that isn't. */
    public static final String RULE = "1 to 63 lower-case letters, digits and hyphens, with no hyphen at its ends";

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Slug() {}

    public static boolean isValid(String text) {
        return SLUG.matcher(text).matches();
    }
}
