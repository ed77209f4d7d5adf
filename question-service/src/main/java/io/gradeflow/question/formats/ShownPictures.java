package io.gradeflow.question.formats;

import io.gradeflow.question.asset.AssetName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bank's pictures that questions refer to. */
public final class ShownPictures {

    private ShownPictures() {}

    /** Their names. */
    public static Set<String> of(Draft draft) {
        String explanation = draft.explanation();
        return AssetName.in(Stream.of(
                        Stream.of(draft.stem(), explanation == null ? "" : explanation),
                        draft.choices().stream().map(Draft.DraftChoice::text),
                        draft.prompts().stream().map(prompt -> prompt.text()))
                .flatMap(texts -> texts)
                .collect(Collectors.joining("\n")));
    }

    /**
     * Adds a warning for each that isn't there.
     *
     * @param known the names of those that are
     */
    public static void missing(Draft draft, Set<String> known, int line, List<Problem> problems) {
        of(draft).stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(Problem.warning(
                        "picture-missing",
                        line,
                        "The question shows " + name + ", which the bank doesn't have; send it to the bank's assets/"
                                + name + ".")));
    }
}
