package io.gradeflow.events;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.WithdrawnKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One sample of each event, as its golden file has it. */
final class Samples {

    private static final UUID BANK = UUID.fromString("0198a000-0000-7000-8000-000000000001");
    private static final UUID TOPIC = UUID.fromString("0198a000-0000-7000-8000-000000000002");
    private static final UUID QUESTION = UUID.fromString("0198a000-0000-7000-8000-000000000003");
    private static final UUID ATTEMPT = UUID.fromString("0198a000-0000-7000-8000-000000000004");
    private static final UUID ANSWER = UUID.fromString("0198a000-0000-7000-8000-000000000005");
    private static final UUID CORRECTION = UUID.fromString("0198a000-0000-7000-8000-000000000006");
    private static final String LEARNER = "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10";
    private static final String AUTHOR = "7d9be3a0-6a5a-4c59-8a1f-3a0b3a5f9e21";
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

    private Samples() {}

    static List<Event> all() {
        AnswerSubmitted submitted = new AnswerSubmitted(
                ANSWER,
                2,
                ATTEMPT,
                7,
                LEARNER,
                BANK,
                "practice",
                List.of("everyone"),
                QUESTION,
                3,
                ChoiceResponse.of(List.of("B", "D")),
                41_250L,
                NOW,
                1,
                null,
                null);
        return List.of(
                new BankPublished(
                        BANK,
                        "cloud-basics",
                        "Cloud basics",
                        4,
                        List.of("practice"),
                        List.of(new BankPublished.BankTopic(TOPIC, "storage/objects", "Object storage")),
                        1,
                        BankDigest.of(List.of(new BankDigest.Entry(QUESTION, 3))),
                        null),
                new QuestionPublished(
                        QUESTION,
                        3,
                        BANK,
                        "cb-017",
                        QuestionPublished.State.PUBLISHED,
                        4,
                        null,
                        QuestionPublished.Kind.MULTIPLE,
                        "Which two keep objects apart? (Select TWO.)",
                        List.of(
                                new QuestionPublished.Choice("A", "A bigger disk"),
                                new QuestionPublished.Choice("B", "A bucket each"),
                                new QuestionPublished.Choice("C", "A faster network"),
                                new QuestionPublished.Choice("D", "A prefix each")),
                        new QuestionPublished.SelectionCount(2, 2),
                        List.of(TOPIC)),
                new AnswerKeyPublished(
                        QUESTION,
                        3,
                        BANK,
                        1,
                        ChoiceKey.allOrNothing(List.of("B", "D")),
                        "Buckets and prefixes are names; disks are not.",
                        null),
                submitted,
                AnswerGraded.of(submitted, 1, Grade.ofFraction(1, 1, BigDecimal.ONE)),
                new AttemptFinished(
                        ATTEMPT,
                        LEARNER,
                        BANK,
                        "practice",
                        List.of("everyone"),
                        AttemptFinished.Ending.FINISHED,
                        NOW.minusSeconds(600),
                        NOW,
                        List.of(
                                new AttemptFinished.PaperEntry(1, QUESTION, 3, 2, null),
                                new AttemptFinished.PaperEntry(2, TOPIC, 1, null, null)),
                        null,
                        null,
                        null),
                new AnswerRejected(
                        AnswerRejected.Reason.UNPARSABLE,
                        "not a AnswerSubmitted: Unexpected character",
                        "answers-submitted",
                        3,
                        1042,
                        LEARNER,
                        "not json",
                        null));
    }

    /** What events may also tell since exams came: their golden files end with {@code .exam.json}. */
    static List<Event> ofExams() {
        AnswerSubmitted submitted = new AnswerSubmitted(
                ANSWER,
                1,
                ATTEMPT,
                7,
                LEARNER,
                BANK,
                "exam",
                List.of("spring-2026"),
                QUESTION,
                3,
                ChoiceResponse.of(List.of("B", "C")),
                41_250L,
                NOW,
                1,
                "associate",
                true);
        return List.of(
                new BankPublished(
                        BANK,
                        "cloud-basics",
                        "Cloud basics",
                        5,
                        List.of("exam", "review"),
                        List.of(new BankPublished.BankTopic(TOPIC, "storage/objects", "Object storage")),
                        1,
                        BankDigest.of(List.of(new BankDigest.Entry(QUESTION, 3))),
                        List.of(new BankPublished.Blueprint(
                                "associate",
                                "Associate practice exam",
                                List.of(new BankPublished.Section("storage/objects", 50)),
                                15,
                                130,
                                720,
                                new BankPublished.Scale(100, 1000),
                                true))),
                submitted,
                AnswerGraded.of(submitted, 1, Grade.ofFraction(0, 1, BigDecimal.ONE)),
                new AttemptFinished(
                        ATTEMPT,
                        LEARNER,
                        BANK,
                        "exam",
                        List.of("spring-2026"),
                        AttemptFinished.Ending.EXPIRED,
                        NOW.minusSeconds(7_800),
                        NOW,
                        List.of(
                                new AttemptFinished.PaperEntry(1, QUESTION, 3, 1, null),
                                new AttemptFinished.PaperEntry(2, TOPIC, 1, null, true)),
                        "associate",
                        true,
                        2));
    }

    /** What came with attempts that the staff opens again: its golden file ends with {@code .reopened.json}. */
    static List<Event> ofReopening() {
        return List.of(new AttemptFinished(
                ATTEMPT,
                LEARNER,
                BANK,
                "exam",
                List.of("spring-2026"),
                AttemptFinished.Ending.REOPENED,
                NOW.minusSeconds(7_800),
                NOW,
                List.of(
                        new AttemptFinished.PaperEntry(1, QUESTION, 3, 1, null),
                        new AttemptFinished.PaperEntry(2, TOPIC, 1, null, true)),
                "associate",
                null,
                2));
    }

    /** What came with corrections of keys: a golden file for each effect, which ends with it. */
    static List<AnswerKeyPublished> ofCorrections() {
        return List.of(
                correction(
                        2,
                        ChoiceKey.allOrNothing(List.of("B", "C")),
                        AnswerKeyPublished.Effect.REGRADE,
                        "C and D had changed places."),
                correction(
                        3,
                        new CreditAllKey(BigDecimal.ONE),
                        AnswerKeyPublished.Effect.CREDIT_ALL,
                        "C and D can both be defended."),
                correction(
                        4,
                        new WithdrawnKey(),
                        AnswerKeyPublished.Effect.WITHDRAW,
                        "The exhibit that the stem speaks of is missing."));
    }

    /** A correction that came after another one. */
    static AnswerKeyPublished correctedTwice() {
        AnswerKeyPublished last = ofCorrections().get(1);
        return new AnswerKeyPublished(
                last.questionId(),
                last.revision(),
                last.bankId(),
                last.keyVersion(),
                last.key(),
                last.explanation(),
                last.correction(),
                List.of(new AnswerKeyPublished.Earlier(
                        2,
                        new AnswerKeyPublished.Correction(
                                TOPIC,
                                AnswerKeyPublished.Effect.REGRADE,
                                "C and D had changed places.",
                                AUTHOR,
                                NOW.minusSeconds(60)))));
    }

    /** What else is told of rejected answers: golden files that end with the reason. */
    static List<AnswerRejected> ofRejections() {
        return List.of(
                new AnswerRejected(
                        AnswerRejected.Reason.BANK_MISMATCH,
                        "the answer names another bank than the key",
                        "answers-resubmitted",
                        3,
                        1043,
                        LEARNER,
                        "{\"bankId\":\"0198a000-0000-7000-8000-000000000009\"}",
                        null),
                new AnswerRejected(
                        AnswerRejected.Reason.UNPARSABLE,
                        "not a AnswerSubmitted: Invalid UTF-8",
                        "answers-submitted",
                        3,
                        1044,
                        LEARNER,
                        "\uFFFD\u0000",
                        "/wA="));
    }

    private static AnswerKeyPublished correction(
            int keyVersion, AnswerKey key, AnswerKeyPublished.Effect effect, String reason) {
        return new AnswerKeyPublished(
                QUESTION,
                3,
                BANK,
                keyVersion,
                key,
                "Buckets and prefixes are names; disks are not.",
                new AnswerKeyPublished.Correction(CORRECTION, effect, reason, AUTHOR, NOW));
    }
}
