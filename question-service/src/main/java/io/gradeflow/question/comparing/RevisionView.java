package io.gradeflow.question.comparing;

import io.gradeflow.events.QuestionPublished.Kind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A revision of a question, in a list of them. */
@Schema(name = "Revision", example = """
        {"revision": 2, "introducedIn": 7, "kind": "SINGLE", "stem": "Which metric ...?", "topics": ["modeling/metrics"],
         "keyVersion": 1, "createdBy": "7d9be3a0-6a5a-4c59-8a1f-3a0b3a5f9e21", "createdAt": "2026-11-26T09:30:00.123Z"}""")
record RevisionView(
        int revision,

        @Schema(description = "The bank's revision from which on it is asked; left out where it never was") @Nullable
        Integer introducedIn,

        @Schema(
                description =
                        "The bank's revision from which on it is asked no more; left out while it is, or where it never was")
        @Nullable
        Integer retiredIn,

        Kind kind,
        String stem,

        @Schema(
                description =
                        "Those that the question had when the revision was made; left out where that is older than the"
                                + " record of it")
        @Nullable
        List<String> topics,

        @Schema(description = "Counts from 1; each correction adds one")
        int keyVersion,

        @Schema(description = "The subject of the token, opaque")
        String createdBy,

        Instant createdAt) {}
