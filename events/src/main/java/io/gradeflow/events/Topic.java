package io.gradeflow.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The Kafka topics, each with how long its records are kept unless an operator decides otherwise. */
public enum Topic {
    BANKS("banks", Kept.COMPACTED),
    QUESTIONS("questions", Kept.COMPACTED),
    ANSWER_KEYS("answer-keys", Kept.COMPACTED),
    ANSWERS_SUBMITTED("answers-submitted", Kept.A_WEEK),
    ANSWERS_RESUBMITTED("answers-resubmitted", Kept.A_WEEK),
    ANSWERS_GRADED("answers-graded", Kept.FOR_EVER),
    ANSWERS_REGRADED("answers-regraded", Kept.FOR_EVER),
    ATTEMPTS_FINISHED("attempts-finished", Kept.FOR_EVER),
    ANSWERS_REJECTED("answers-rejected", Kept.A_YEAR);

    /** How long Kafka keeps a topic's records. */
    public enum Kept {
        /** The newest record of each key, for ever. */
        COMPACTED,
        A_WEEK,
        A_YEAR,
        FOR_EVER;

        /** The time after which records go, or empty where time alone removes none. */
        public Optional<Duration> retention() {
            return switch (this) {
                case COMPACTED, FOR_EVER -> Optional.empty();
                case A_WEEK -> Optional.of(Duration.ofDays(7));
                case A_YEAR -> Optional.of(Duration.ofDays(366));
            };
        }
    }

    private final String topicName;
    private final Kept kept;

    Topic(String topicName, Kept kept) {
        this.topicName = topicName;
        this.kept = kept;
    }

    public String topicName() {
        return topicName;
    }

    public Kept kept() {
        return kept;
    }

    /** @throws IllegalArgumentException if the contract has no topic of that name */
    public static Topic named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic is named " + topicName));
    }
}
