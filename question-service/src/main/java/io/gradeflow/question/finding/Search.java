package io.gradeflow.question.finding;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Words that are looked for: each must begin some word of the question.
 *
 * @param words at least one
 */
public record Search(Set<String> words) {

    public static final int MAX_LENGTH = 200;

    /** Where a word that was looked for stands in a text. */
    @Schema(name = "Mark", description = "In UTF-16 code units, as JavaScript counts; the end isn't included")
    public record Mark(int start, int end) {}

    public Search {
        words = Set.copyOf(words);
    }

    /**
     * @param text null or empty where nothing is looked for, which gives null
     * @throws ProblemException with 400 if the text is too long or has no word
     */
    public static @Nullable Search of(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Set<String> words = Words.of(List.of(text));
        if (text.length() > MAX_LENGTH || words.isEmpty()) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD,
                            field + " must have letters or digits, and at most " + MAX_LENGTH + " characters.")
                    .field(field);
        }
        return new Search(words);
    }

    /** For a column of words: a {@code tsquery} whose words are letters and digits alone. */
    public String query() {
        return words.stream().sorted().map(word -> "'" + word + "':*").collect(Collectors.joining(" & "));
    }

    /** Where words stand that begin with one that is looked for. */
    public List<Mark> marks(String text) {
        return Words.placesIn(text).stream()
                .filter(place -> words.stream().anyMatch(place.word()::startsWith))
                .map(place -> new Mark(place.start(), place.end()))
                .toList();
    }
}
