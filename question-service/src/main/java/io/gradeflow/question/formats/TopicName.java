package io.gradeflow.question.formats;

import io.gradeflow.question.topic.TopicPath;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes paths of topics of what other systems call categories. */
public final class TopicName {

    private static final int MOST_LEVELS = 8;
    private static final Pattern APART = Pattern.compile("[^\\p{Ll}\\p{Lo}\\p{Nd}]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private TopicName() {}

    /** Names as words in small letters, joined by hyphens; empty where no name has a letter or the path can't be one. */
    public static Optional<String> path(List<String> names) {
        String path = names.stream()
                .map(TopicName::word)
                .filter(name -> !name.isEmpty())
                .limit(MOST_LEVELS)
                .collect(Collectors.joining("/"));
        return TopicPath.isValid(path) ? Optional.of(path) : Optional.empty();
    }

    private static String word(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return ENDS.matcher(APART.matcher(composed).replaceAll("-")).replaceAll("");
    }
}
