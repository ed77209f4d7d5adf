package io.gradeflow.question.importing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file of an archive.
 *
 * @param format the format that it was read in
 * @param untagged questions, imported or not new, that stand in no topic
 */
record FileReport(String file, String format, int imported, int updated, int unchanged, int rejected, int untagged) {

    /** Null where there was no archive. */
    static @Nullable List<FileReport> of(VerdictList told) {
        if (told.files().isEmpty()) {
            return null;
        }
        return told.files().stream()
                .map(file -> {
                    VerdictList.Counts counts = told.counts(file.name());
                    return of(file, counts.byStatus(), counts.untagged());
                })
                .toList();
    }

    static FileReport of(ReadPart.ReadFileName file, Map<Verdict.Status, Integer> counts, int untagged) {
        return new FileReport(
                file.name(),
                file.format(),
                counts.getOrDefault(Verdict.Status.IMPORTED, 0),
                counts.getOrDefault(Verdict.Status.UPDATED, 0),
                counts.getOrDefault(Verdict.Status.UNCHANGED, 0),
                counts.getOrDefault(Verdict.Status.REJECTED, 0),
                untagged);
    }
}
