package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.ResponseView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of somebody. Who asks for their own gets the grades that they may know by now.
 *
 * @param name as the last token gave it; null where none did, and where it was erased
 * @param seenAt when the name came
 */
@Schema(example = """
        {"learner": "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10", "name": "Ada", "seenAt": "2026-01-31T09:30:00Z",
         "cohorts": ["spring"], "attempts": [], "answers": [], "positions": [], "late": [], "accommodations": [], "journal": []}""")
record PersonalData(
        String learner,
        @Nullable String name,
        @Nullable Instant seenAt,
        List<String> cohorts,
        List<Sat> attempts,
        List<Given> answers,
        List<Mark> positions,
        List<Given> late,
        List<Eased> accommodations,
        List<Deed> journal,
        @Nullable Erasure erasure) {

    /**
     * An attempt.
     *
     * @param sitting null outside of sittings, with {@code blueprint} outside of exams
     */
    @Schema(name = "PersonalAttempt")
    record Sat(
            UUID attempt,
            UUID bank,
            String mode,
            @Nullable String blueprint,
            @Nullable UUID sitting,
            String status,
            List<String> cohorts,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * A version of an answer.
     *
     * @param response null where it was cleared; a text of three dots where it was erased
     * @param grade null until it is there, and may be told
     */
    @Schema(name = "PersonalAnswer")
    record Given(
            UUID attempt,
            int position,
            int version,
            @Nullable ResponseView response,
            Instant receivedAt,
            @Nullable Grade grade) {}

    /** What a version of an answer was found worth. */
    @Schema(name = "PersonalGrade")
    record Grade(BigDecimal score, BigDecimal maximum, boolean correct) {}

    /** Where the learner stands with a question, apart from what was answered. */
    @Schema(name = "PersonalMark")
    record Mark(
            UUID attempt,
            int position,
            boolean flagged,
            @Nullable Long elapsedMillis,
            Instant changedAt) {}

    /** Extra time in a sitting. */
    @Schema(name = "PersonalAccommodation")
    record Eased(UUID sitting, int extraMinutes, String reason, Instant grantedAt) {}

    /** What the staff did to an attempt. */
    @Schema(name = "PersonalJournalEntry")
    record Deed(
            UUID attempt,
            Instant at,
            String action,
            String reason,
            @Nullable String detail) {}
}
