package io.gradeflow.question.importing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.gradeflow.platform.live.LiveState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An import that goes on after its answer.
 *
 * @param bank its slug
 * @param questions how many the file has, or had so far
 * @param decided of how many it is decided what becomes of them
 * @param counts what became of them; null until the import has ended well
 * @param files those of an archive, each with what became of its questions; null where the file is none, or the import hasn't ended
 *     well
 * @param published whether the other services know of it already; if not, they follow by themselves
 * @param problem why it failed; null where it didn't
 */
@Schema(example = """
    {"id": "0c1d8a0e-52ea-4a3c-9f5e-5f1f3f0b6a11", "bank": "aws-ml-engineer", "state": "writing", "format": "open-trivia",
     "encoding": "UTF-8", "dryRun": false, "createdAt": "2026-11-26T08:00:00Z", "questions": 50000, "decided": 12500,
     "published": false}\
    """)
record ImportView(
        UUID id,
        String bank,
        ImportState state,
        String format,
        @Nullable String encoding,
        boolean dryRun,
        Instant createdAt,
        @Nullable Instant endedAt,
        int questions,
        int decided,
        @Nullable Counts counts,
        @Nullable List<FileReport> files,
        boolean published,
        @Nullable Reason problem)
        implements LiveState {

    /** @param untagged questions, imported or not new, that stand in no topic */
    record Counts(int imported, int updated, int unchanged, int rejected, int untagged) {}

    /** @param code the one that a request would have been told */
    record Reason(String code, String detail) {}

    @Override
    public String event() {
        return state.hasEnded() ? "end" : "progress";
    }

    @Override
    @JsonIgnore
    public boolean isLast() {
        return state.hasEnded();
    }
}
