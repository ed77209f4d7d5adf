package io.gradeflow.question.revising;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.formats.Draft;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that the bank has already, as its newest revision stands.
 *
 * @param fingerprint as the last import or edit of it left it; a correction since then doesn't show in its key
 * @param key the one in force
 * @param keyVersion above 1 where it was corrected
 * @param ownTopics whether its author named its topics; else the keyword rules did
 */
public record KnownQuestion(
        UUID id,
        QuestionState state,
        @Nullable String externalId,
        Fingerprint fingerprint,
        int revision,
        AnswerKey key,
        int keyVersion,
        boolean ownTopics,
        @Nullable String explanation,
        Set<String> topics) {

    /** Whether somebody put the key right, so that it isn't that of the file any more. */
    boolean isCorrected() {
        return keyVersion > 1;
    }

    /** Whether the key in force is just what the file marks. */
    boolean isKeyedAs(Draft draft) {
        return key.equals(draft.key());
    }
}
