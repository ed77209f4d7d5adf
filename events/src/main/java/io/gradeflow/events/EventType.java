package io.gradeflow.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All events of the contract: CloudEvents type, record, and the topics on which it may travel. */
public enum EventType {
    BANK_PUBLISHED("io.gradeflow.bank.published.v1", BankPublished.class, Topic.BANKS),
    QUESTION_PUBLISHED("io.gradeflow.question.published.v1", QuestionPublished.class, Topic.QUESTIONS),
    ANSWER_KEY_PUBLISHED("io.gradeflow.answer-key.published.v1", AnswerKeyPublished.class, Topic.ANSWER_KEYS),
    ANSWER_SUBMITTED(
            "io.gradeflow.answer.submitted.v1",
            AnswerSubmitted.class,
            Topic.ANSWERS_SUBMITTED,
            Topic.ANSWERS_RESUBMITTED),
    ANSWER_GRADED("io.gradeflow.answer.graded.v1", AnswerGraded.class, Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED),
    ATTEMPT_FINISHED("io.gradeflow.attempt.finished.v1", AttemptFinished.class, Topic.ATTEMPTS_FINISHED),
    ANSWER_REJECTED("io.gradeflow.answer.rejected.v1", AnswerRejected.class, Topic.ANSWERS_REJECTED);

    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::record, Function.identity()));

    private final String cloudEventsType;
    private final Class<? extends Event> record;
    private final List<Topic> topics;

    EventType(String cloudEventsType, Class<? extends Event> record, Topic... topics) {
        this.cloudEventsType = cloudEventsType;
        this.record = record;
        this.topics = List.of(topics);
    }

    public String cloudEventsType() {
        return cloudEventsType;
    }

    public Class<? extends Event> record() {
        return record;
    }

    public List<Topic> topics() {
        return topics;
    }

    public static EventType of(Event event) {
        EventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("unregistered event " + event.getClass());
        }
        return type;
    }
}
