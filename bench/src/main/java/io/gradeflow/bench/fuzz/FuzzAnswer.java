package io.gradeflow.bench.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status 0 where nothing came
 * @param mediaType empty where none was told
 * @param body as text, of a stream of events nothing; why nothing came, where nothing did
 * @param location of what was made; empty where nothing was
 */
record FuzzAnswer(int status, String mediaType, String body, String location) {

    private static final Pattern PROBLEM = Pattern.compile("\"type\"\\s*:\\s*\"[^\"]*?([\\w-]+)\"");

    /** What a problem's type ends in, by which programs know it; empty where none was told. */
    String problem() {
        Matcher problem = PROBLEM.matcher(body);
        return problem.find() ? problem.group(1) : "";
    }
}
