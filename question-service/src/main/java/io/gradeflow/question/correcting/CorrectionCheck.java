package io.gradeflow.question.correcting;

import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes corrections of requests; each fault is a 400 that names the field. */
final class CorrectionCheck {

    private static final String EFFECTS =
            Arrays.stream(Effect.values()).map(Effect::text).collect(Collectors.joining(", "));

    private CorrectionCheck() {}

    static Correction check(CorrectionRequest request) {
        Effect effect = effect(request.effect());
        String reason = Reason.checked(request.reason());
        if (effect != Effect.REGRADE) {
            requireNone(effect, "choices", request.choices());
            requireNone(effect, "key", request.key());
            return new Correction(effect, null, "", reason);
        }
        if (request.key() == null) {
            return new Correction(effect, KeyView.ofChoices(choices(request.choices())), "", reason);
        }
        if (request.choices() != null) {
            throw invalid("choices", "key says what is right; leave choices out.");
        }
        return new Correction(effect, request.key(), "key.", reason);
    }

    private static Effect effect(@Nullable String text) {
        return Arrays.stream(Effect.values())
                .filter(effect -> effect.text().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("effect", "effect must be one of " + EFFECTS + "."));
    }

    private static void requireNone(Effect effect, String field, @Nullable Object value) {
        if (value != null) {
            throw invalid(
                    field,
                    "With the effect " + effect.text() + " nothing is right in particular; leave " + field
                            + " out, or take the effect " + Effect.REGRADE.text() + ".");
        }
    }

    private static List<@Nullable String> choices(@Nullable List<@Nullable String> choices) {
        if (choices == null || choices.isEmpty()) {
            throw invalid(
                    "choices",
                    "choices must name the choices that are right, by their ids; of a question of another kind send key.");
        }
        List<@Nullable String> checked = new ArrayList<>();
        for (String choice : choices) {
            String entry = "choices[" + checked.size() + "]";
            if (choice == null) {
                throw invalid(entry, entry + " must be the id of a choice.");
            }
            if (checked.contains(choice)) {
                throw invalid(entry, "choices names one choice twice; name it once.");
            }
            checked.add(choice);
        }
        return checked;
    }

    static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
