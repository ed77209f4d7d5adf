package io.gradeflow.platform.database;

import java.nio.charset.StandardCharsets;

/** As much of a stored record's value as a list shows, read without the rest of it. */
public final class ShownPayload {

    /** Characters. */
    public static final int LONGEST_TEXT = 4000;

    /** SQL: what is enough of the column {@code payload}. No character of UTF-8 has more than four bytes. */
    public static final String COLUMN = "substring(payload FROM 1 FOR " + 4 * LONGEST_TEXT + ") AS payload";

    private ShownPayload() {}

    /** @param payload from {@link #COLUMN} */
    public static String of(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
