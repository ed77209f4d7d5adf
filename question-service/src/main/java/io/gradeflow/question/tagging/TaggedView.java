package io.gradeflow.question.tagging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of the questions that were meant. */
@Schema(name = "Tagged", example = """
        {"matched": 120, "changed": 117, "untagged": 0, "published": true}""")
record TaggedView(
        @Schema(description = "How many questions were meant")
        int matched,

        @Schema(description = "How many of them have other topics now")
        int changed,

        @Schema(description = "How many of them stand in no topic now")
        int untagged,

        @Schema(description = "Whether the other services know of it already; if not, they follow by themselves")
        boolean published) {}
