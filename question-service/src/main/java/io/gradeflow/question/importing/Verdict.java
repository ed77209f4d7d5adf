package io.gradeflow.question.importing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.Span;
import io.gradeflow.question.revising.Change;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one question of a file.
 *
 * @param number of the question in the file, from 1
 * @param line its first line, from 1
 * @param id the question's, null for a rejected one
 * @param topics the paths of its topics now
 * @param file in which of an archive's files it stands; null where there is no archive
 * @param lines all that are its own, so that they can be changed without harm to others; null where the format isn't read by lines
 */
record Verdict(
        int number,
        int line,
        Status status,
        @Nullable UUID id,
        @Nullable String externalId,
        List<String> topics,
        List<Problem> problems,
        @Nullable String file,
        @Nullable Span lines) {

    enum Status {
        IMPORTED,
        /** Its wording, key, explanation, topics or Id are now those of the file. */
        UPDATED,
        UNCHANGED,
        REJECTED;

        static Status of(Change change) {
            if (change.isNew()) {
                return IMPORTED;
            }
            return change.changesAnything() ? UPDATED : UNCHANGED;
        }

        @JsonValue
        String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it stands in the bank, in no topic. */
    @JsonIgnore
    boolean isUntagged() {
        return status != Status.REJECTED && topics.isEmpty();
    }

    static Verdict rejected(Block block, List<Problem> problems) {
        Draft draft = block.draft();
        return new Verdict(
                block.number(),
                block.line(),
                Status.REJECTED,
                null,
                draft == null ? null : draft.externalId(),
                List.of(),
                problems,
                block.file(),
                block.lines());
    }
}
