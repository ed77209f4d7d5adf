package io.gradeflow.grading;

import java.util.Collection;
import java.util.Optional;

/** Keys that are sound, but can hardly be meant. */
public enum KeyLint {
    /** Who ticks every choice has full credit, though not every one is correct. */
    TICKING_EVERYTHING_EARNS_FULL_CREDIT,
    /** Whatever is typed has full credit. */
    ANY_TEXT_EARNS_FULL_CREDIT;

    /**
     * @param choices the ids of all choices of the question; none where it has no choices
     * @param most how many of them a response may tick
     */
    public static Optional<KeyLint> of(AnswerKey key, Collection<String> choices, int most) {
        return switch (key) {
            case ChoiceKey choiceKey ->
                most >= choices.size()
                                && !choiceKey.correct().containsAll(choices)
                                && choiceKey.earned(ChoiceResponse.of(choices)).equals(Fraction.ONE)
                        ? Optional.of(TICKING_EVERYTHING_EARNS_FULL_CREDIT)
                        : Optional.empty();
            case TextKey text -> text.creditsAnyText() ? Optional.of(ANY_TEXT_EARNS_FULL_CREDIT) : Optional.empty();
            case NumericKey numeric -> Optional.empty();
            case MatchingKey matching -> Optional.empty();
            case OrderingKey ordering -> Optional.empty();
            case CreditAllKey creditAll -> Optional.empty();
            case WithdrawnKey withdrawn -> Optional.empty();
        };
    }
}
