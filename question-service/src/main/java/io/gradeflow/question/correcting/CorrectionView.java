package io.gradeflow.question.correcting;

import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.platform.keys.KeyView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A correction as authors look it up, and undo it by a further one that gives {@code before} back. */
@Schema(name = "Correction", example = """
        {"correctionId": "0198a000-0000-7000-8000-000000000006", "keyVersion": 2, "effect": "regrade",
         "reason": "A was marked by mistake; the guide names B since 2025.",
         "correctedBy": "7d9be3a0-6a5a-4c59-8a1f-3a0b3a5f9e21", "correctedAt": "2026-01-31T09:30:00.123Z",
         "before": {"kind": "choice", "choices": ["A"], "maximum": 1},
         "after": {"kind": "choice", "choices": ["B"], "maximum": 1}}""")
record CorrectionView(
        UUID correctionId,

        @Schema(description = "The version that it made of the key")
        int keyVersion,

        Effect effect,
        String reason,

        @Schema(description = "The subject of the token, opaque")
        String correctedBy,

        Instant correctedAt,

        @Schema(description = "The key that was in force until then")
        KeyView before,

        @Schema(description = "The key that was in force from then on")
        KeyView after) {}
