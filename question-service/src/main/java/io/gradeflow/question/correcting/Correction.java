package io.gradeflow.question.correcting;

import io.gradeflow.events.AnswerKeyPublished.Effect;
import java.util.List;

/**
 * What is to be done to a key, checked as far as that goes without the question.
 *
 * @param choices with {@link Effect#REGRADE} what is right, at least one and none twice; empty otherwise
 */
record Correction(Effect effect, List<String> choices, String reason) {}
