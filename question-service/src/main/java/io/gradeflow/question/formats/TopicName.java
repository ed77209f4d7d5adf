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

    /** Begins tags that name topics; other systems have tags for anything. */
    public static final String TAG = "topic:";

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

    /** The topic that a tag names; empty where it is about something else. */
    public static Optional<String> ofTag(String tag) {
        String path = tag.strip().startsWith(TAG) ? tag.strip().substring(TAG.length()) : "";
        return Optional.of(path).filter(TopicPath::isValid);
    }

    /** Whether a category is the one that all others are beneath. */
    public static boolean isTop(String category) {
        return category.strip().endsWith("top") || category.strip().endsWith("$course$");
    }

    /** What a category is told that makes no topic. */
    public static Problem ignored(String category, int line) {
        return Problem.warning(
                "category-ignored",
                line,
                "The category \"" + WholeText.shortened(category) + "\" makes no topic; name topics otherwise.");
    }

    private static String word(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return ENDS.matcher(APART.matcher(composed).replaceAll("-")).replaceAll("");
    }
}
