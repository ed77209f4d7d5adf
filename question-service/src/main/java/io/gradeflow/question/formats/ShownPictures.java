package io.gradeflow.question.formats;

import io.gradeflow.question.asset.AssetName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bank's pictures that questions refer to. */
public final class ShownPictures {

    static final String MISSING = "picture-missing";

    private static final Pattern ELSEWHERE = Pattern.compile("!\\[[^\\[\\]]{0,999}\\]\\((?!asset:)([^\\[)]{0,999})\\)");

    private ShownPictures() {}

    /** Their names. */
    public static Set<String> of(Draft draft) {
        return AssetName.in(texts(draft));
    }

    /** Where others are to be found that are shown. */
    static Set<String> elsewhere(Draft draft) {
        return elsewhere(texts(draft));
    }

    static Set<String> elsewhere(String markdown) {
        if (!markdown.contains("![")) {
            return Set.of();
        }
        return ELSEWHERE
                .matcher(markdown)
                .results()
                .map(picture -> picture.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String texts(Draft draft) {
        String explanation = draft.explanation();
        return Stream.of(
                        Stream.of(draft.stem(), explanation == null ? "" : explanation),
                        draft.choices().stream().map(Draft.DraftChoice::text),
                        draft.prompts().stream().map(prompt -> prompt.text()))
                .flatMap(texts -> texts)
                .collect(Collectors.joining("\n"));
    }

    /**
     * Adds a warning for each that isn't there.
     *
     * @param known the names of those that are; asked only where some are shown
     */
    public static void missing(Draft draft, Supplier<Set<String>> known, int line, List<Problem> problems) {
        of(draft).stream()
                .filter(name -> !known.get().contains(name))
                .forEach(name -> problems.add(Problem.warning(
                        MISSING,
                        line,
                        "The question shows " + name + ", which the bank doesn't have; send it to the bank's assets/"
                                + name + ".")));
    }
}
