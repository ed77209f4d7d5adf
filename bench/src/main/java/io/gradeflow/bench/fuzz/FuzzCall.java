package io.gradeflow.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A call as it is sent.
 *
 * @param number from 1; with the seed, it says what the call is, but for ids that the system gives
 * @param isOdd whether something of it may not be as it should
 * @param path with its query, escaped
 * @param mediaType empty where none is told
 * @param headers further ones
 * @param body empty where nothing is sent
 */
record FuzzCall(
        int number,
        Operation operation,
        Role role,
        boolean isOdd,
        String path,
        String mediaType,
        Map<String, String> headers,
        byte[] body) {

    private static final int SHOWN = 300;

    /** So that somebody can send it by hand. */
    String inWords() {
        String text = new String(body, StandardCharsets.UTF_8);
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "... (" + body.length + " bytes)" : text;
        return "call " + number + ", as " + role.name().toLowerCase(Locale.ROOT) + ": " + operation.method() + " "
                + (path.length() > SHOWN ? path.substring(0, SHOWN) + "..." : path)
                + (headers.isEmpty() ? "" : " with " + headers)
                + (body.length == 0 ? "" : " with " + mediaType + " " + shown.replaceAll("\\p{Cntrl}", "\u00b7"));
    }
}
