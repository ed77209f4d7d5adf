package io.gradeflow.question.correcting;

import io.gradeflow.events.AnswerKeyPublished.Effect;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A correction that is stored and reaches all answers by itself from now on. */
@Schema(name = "AcceptedCorrection", example = """
        {"correctionId": "0198a000-0000-7000-8000-000000000006", "question": "6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11",
         "revision": 1, "keyVersion": 2, "effect": "regrade", "correctedAt": "2026-01-31T09:30:00.123Z"}""")
record AcceptedCorrection(
        UUID correctionId, UUID question, int revision, int keyVersion, Effect effect, Instant correctedAt) {}
