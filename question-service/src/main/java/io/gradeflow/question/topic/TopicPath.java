package io.gradeflow.question.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Paths of topics: lower-case words joined by hyphens, levels apart by {@code /}. */
public final class TopicPath {

    private static final int MAX_LENGTH = 300;
    private static final Pattern PATH = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{Nd}]+(-[\\p{Ll}\\p{Lo}\\p{Nd}]+)*"
            + "(/[\\p{Ll}\\p{Lo}\\p{Nd}]+(-[\\p{Ll}\\p{Lo}\\p{Nd}]+)*){0,7}");

    private TopicPath() {}

    public static boolean isValid(String path) {
        return path.length() <= MAX_LENGTH && PATH.matcher(path).matches();
    }

    /** The path and all above it, the root first. */
    public static List<String> withParents(String path) {
        List<String> paths = new ArrayList<>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            paths.add(path.substring(0, slash));
        }
        paths.add(path);
        return paths;
    }

    /** A title for a topic that was only ever named by its path: {@code a/model-training} gives {@code Model training}. */
    static String title(String path) {
        String words = path.substring(path.lastIndexOf('/') + 1).replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
