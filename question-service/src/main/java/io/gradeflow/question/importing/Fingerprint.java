package io.gradeflow.question.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells questions apart.
 *
 * @param identity of the normalised stem and choices, in whatever order: who the question is
 * @param content of all that a learner is shown
 * @param key of what is right
 */
record Fingerprint(String identity, String content, String key) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final String SEPARATOR = "\u0000";

    static Fingerprint of(Draft draft) {
        List<String> choices = draft.choices().stream()
                .map(choice -> normalised(choice.text()))
                .sorted()
                .toList();
        return new Fingerprint(
                hash(Stream.concat(Stream.of(normalised(draft.stem())), choices.stream())),
                hash(Stream.concat(
                        Stream.of(draft.stem(), draft.selectMin() + ".." + draft.selectMax()),
                        draft.choices().stream().flatMap(choice -> Stream.of(choice.id(), choice.text())))),
                hash(draft.correct().stream()));
    }

    /** Compatibility forms, letter case and white space make no difference. */
    static String normalised(String text) {
        return WHITE_SPACE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
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
