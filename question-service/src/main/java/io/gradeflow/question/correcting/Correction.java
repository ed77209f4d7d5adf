package io.gradeflow.question.correcting;

import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.platform.keys.KeyView;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to a key, checked as far as that goes without the question.
 *
 * @param key with {@link Effect#REGRADE} what is right; null otherwise
 * @param prefix of the names that the fields of the key have in the request
 */
record Correction(Effect effect, @Nullable KeyView key, String prefix, String reason) {}
