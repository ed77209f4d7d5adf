package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.catalog.Effect;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.platform.keys.KeyReading;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A correction as it would be made.
 *
 * @param choices the ids of those that would be right; only with the effect {@code regrade}
 * @param key in place of {@code choices}, what would be right for a question of any kind
 */
@Schema(example = """
        {"question": "0b54cb5e-0a40-3e54-b0c0-6b6f6e0a6f2f", "revision": 1, "effect": "regrade", "choices": ["C"]}""")
record PreviewRequest(
        @Nullable UUID question,
        @Nullable Integer revision,
        @Nullable Effect effect,
        @Nullable List<String> choices,
        @Nullable KeyView key) {

    /** @throws ProblemException with 400 if one is missing */
    Question.Ref ref() {
        if (question == null) {
            throw invalid("question", "Name the question by its id.");
        }
        if (revision == null) {
            throw invalid("revision", "Name the revision whose key would be corrected.");
        }
        return new Question.Ref(question, revision);
    }

    /** @throws ProblemException with 400 if it is missing, or choices are given that go with another */
    Effect wanted() {
        if (effect == null) {
            throw invalid("effect", "effect must be regrade, credit-all or withdraw.");
        }
        if (effect != Effect.REGRADE && choices != null && !choices.isEmpty()) {
            throw invalid("choices", "Choices go with the effect regrade alone.");
        }
        if (key != null && (effect != Effect.REGRADE || choices != null)) {
            throw invalid("key", "A key goes with the effect regrade alone, and without choices.");
        }
        return effect;
    }

    /**
     * @param first tells what full credit is and how partly right responses are scored
     * @throws ProblemException with 400 unless the question can have such a key
     */
    AnswerKey key(Question text, AnswerKey first) {
        return key == null
                ? new KeyReading(KeyView.ofChoices(List.copyOf(right(text))), first, text.keyed(), "").key()
                : new KeyReading(key, first, text.keyed(), "key.").key();
    }

    /** @throws ProblemException with 400 unless they are choices of the question, as many as it lets tick */
    private List<String> right(Question text) {
        if (!text.kind().isTicked()) {
            throw invalid("choices", "Nothing is ticked in this question; send key.");
        }
        if (choices == null || choices.isEmpty()) {
            throw invalid("choices", "Name the choices that would be right.");
        }
        if (!text.choiceIds().containsAll(choices)) {
            throw invalid(
                    "choices",
                    "The question's choices are "
                            + text.choiceIds().stream().sorted().toList() + ".");
        }
        long distinct = choices.stream().distinct().count();
        if (distinct != choices.size() || distinct < text.selectMin() || distinct > text.selectMax()) {
            throw invalid(
                    "choices",
                    text.selectMin() == text.selectMax()
                            ? "Name " + text.selectMin() + ", each once."
                            : "Name " + text.selectMin() + " to " + text.selectMax() + ", each once.");
        }
        return choices;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
