package io.gradeflow.question.formats;

import io.gradeflow.question.topic.TopicPath;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes paths of topics of what other systems call categories. */
public final class TopicName {

    /** Levels that every category of Moodle has and that say nothing. */
    private static final Set<String> SAY_NOTHING = Set.of("$course$", "$system$", "$module$", "$cat1$", "top");

    private static final String SLASH = "\uE7FF";
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

    /** Of a category as Moodle writes it, such as {@code $course$/top/Data/S3}; a slash that stands twice is one in a name. */
    public static Optional<String> ofCategory(String category) {
        return path(Arrays.stream(category.replace("//", SLASH).split("/"))
                .map(name -> name.replace(SLASH, "/").strip())
                .filter(name -> !SAY_NOTHING.contains(name))
                .toList());
    }

    private static String word(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return ENDS.matcher(APART.matcher(composed).replaceAll("-")).replaceAll("");
    }
}
