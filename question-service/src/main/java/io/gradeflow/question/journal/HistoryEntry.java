package io.gradeflow.question.journal;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that was done to a question. */
@Schema(example = """
        {"act": "retired", "revision": 2, "reason": "The service it asks for was discontinued.", "added": [], "removed": [],
         "by": "7d9be3a0-6a5a-4c59-8a1f-3a0b3a5f9e21", "at": "2026-11-26T09:30:00.123Z"}""")
record HistoryEntry(
        @Schema(
                description =
                        "`created`, `revised` (another wording or key), `published`, `retired`, `corrected` (the key of a"
                                + " revision), `tagged` (other topics), `amended` (another explanation or external id)",
                enumeration = {"created", "revised", "published", "retired", "corrected", "tagged", "amended"})
        String act,

        @Schema(description = "The revision that was made or corrected; else the newest at that time")
        int revision,

        @Schema(description = "Why; left out where nobody has to say so") @Nullable
        String reason,

        @Schema(description = "With `tagged` the paths of topics that it has since")
        List<String> added,

        @Schema(description = "With `tagged` the paths of topics that it has no more")
        List<String> removed,

        @Schema(description = "The subject of the token, opaque")
        String by,

        Instant at) {}
