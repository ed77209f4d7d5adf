package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.Blueprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt is to be composed from.
 *
 * @param topics paths; questions of these and of the topics below them; empty for the whole bank
 * @param questionCount null for all that fit
 * @param blueprint null for modes that need none
 */
public record Wish(
        Bank bank,
        String learnerId,
        List<String> topics,
        @Nullable Integer questionCount,
        @Nullable Blueprint blueprint) {

    /** The longest paper. */
    public static final int MAX_QUESTIONS = 1000;
}
