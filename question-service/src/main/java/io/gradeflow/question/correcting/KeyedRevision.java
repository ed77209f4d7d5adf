package io.gradeflow.question.correcting;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.platform.keys.KeyReading;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.platform.keys.Keyed;
import java.util.Objects;

/**
 * A revision of a question with the key that is in force.
 *
 * @param first the key that the revision was published with; what full credit is, and how partly right responses are scored,
 *     stays for ever as this one says, so that an undo gives the former grades to the digit. Where a restore has lost it, one that
 *     credits everybody or nobody, and then no other can follow
 */
record KeyedRevision(Keyed revision, int keyVersion, AnswerKey key, AnswerKey first) {

    /**
     * The key that the correction asks for.
     *
     * @throws io.gradeflow.platform.problem.ProblemException with 400 if the revision can't have such a key
     */
    AnswerKey corrected(Correction correction) {
        return switch (correction.effect()) {
            case REGRADE -> {
                KeyView sent = Objects.requireNonNull(correction.key(), "a regrade has a key");
                yield new KeyReading(sent, first, revision, correction.prefix()).key();
            }
            case CREDIT_ALL -> {
                if (first instanceof WithdrawnKey) {
                    throw CorrectionCheck.invalid("effect", KeyReading.LOST);
                }
                yield new CreditAllKey(first.maximum());
            }
            case WITHDRAW -> new WithdrawnKey();
        };
    }
}
