package io.gradeflow.events;

/** A fact that one service tells the others. The JSON form is the record's components by name. */
public sealed interface Event
        permits BankPublished, QuestionPublished, AnswerKeyPublished, AnswerEvent, AttemptFinished, AnswerRejected {

    /** The key of the Kafka record, which decides partition, order and compaction. */
    String recordKey();

    /**
     * The CloudEvents id: the same for every sending of the same fact, so that a reader who wants to can recognise a
     * repetition.
     */
    String eventId();
}
