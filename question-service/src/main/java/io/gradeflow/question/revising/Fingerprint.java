package io.gradeflow.question.revising;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tells questions apart.
 *
 * @param identity of the normalised stem, choices and prompts, in whatever order: who the question is
 * @param content of all that a learner is shown
 * @param key of what is right
 */
public record Fingerprint(String identity, String content, String key) {

    private static final String SEPARATOR = "\u0000";

    /** Of a single choice or multiple response question that is scored all or nothing, the same as ever. */
    public static Fingerprint of(Draft draft) {
        List<String> shown = Stream.concat(
                        draft.choices().stream().map(DraftChoice::text),
                        draft.prompts().stream().map(Choice::text))
                .map(Wording::normalised)
                .sorted()
                .toList();
        return new Fingerprint(
                hash(Stream.concat(Stream.of(Wording.normalised(draft.stem())), shown.stream())),
                hash(content(draft)),
                hash(key(draft)));
    }

    private static Stream<String> content(Draft draft) {
        Stream<String> choices = Stream.concat(
                Stream.of(draft.stem(), draft.selectMin() + ".." + draft.selectMax()),
                draft.choices().stream().flatMap(choice -> Stream.of(choice.id(), choice.text())));
        Stream<String> more = switch (draft.kind()) {
            case SINGLE -> Stream.empty();
            case MULTIPLE ->
                draft.selectMax() > 1 ? Stream.empty() : Stream.of(draft.kind().name());
            case TRUE_FALSE, SHORT_TEXT, NUMERIC, MATCHING, ORDERING ->
                Stream.concat(
                        Stream.of(draft.kind().name()),
                        draft.prompts().stream().flatMap(prompt -> Stream.of(prompt.id(), prompt.text())));
        };
        return Stream.concat(choices, more);
    }

    private static Stream<String> key(Draft draft) {
        boolean isPlain =
                draft.key() instanceof ChoiceKey ticked && ticked.equals(ChoiceKey.allOrNothing(ticked.correct()));
        return isPlain ? draft.correct().stream() : Stream.of(StoredKey.write(draft.key()));
    }

    private static String hash(Stream<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.map(Objects::requireNonNull)
                    .forEach(part -> digest.update((part + SEPARATOR).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
