package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Encoding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file.
 *
 * @param untagged questions, imported or not new, that stand in no topic
 * @param format the format that the file was read in
 * @param encoding how its bytes were taken for text; null where the format says that itself
 * @param files those of an archive, each with what became of its questions; null where the file is none
 * @param questions all of them; of a file that is only checked and holds more than 20,000, those with problems
 * @param published whether the other services know of it already; if not, they follow by themselves
 */
@Schema(example = """
    {"imported": 2, "updated": 0, "unchanged": 0, "rejected": 1, "untagged": 0, "format": "marked-text",
     "encoding": "UTF-8", "dryRun": false, "published": true, "questions": [
      {"number": 1, "line": 1, "status": "imported", "id": "6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11",
       "topics": ["modeling/metrics"], "problems": [], "lines": {"first": 1, "last": 11}},
      {"number": 2, "line": 14, "status": "rejected", "topics": [], "lines": {"first": 14, "last": 20}, "problems": [
       {"code": "no-correct-choice", "severity": "error", "line": 14,
        "message": "No choice is marked as correct; mark it."}]}]}\
    """)
record ImportReport(
        int imported,
        int updated,
        int unchanged,
        int rejected,
        int untagged,
        String format,
        @Nullable String encoding,
        boolean dryRun,
        boolean published,
        @Nullable List<FileReport> files,
        List<Verdict> questions) {

    static ImportReport of(Format format, Encoding encoding, boolean dryRun, boolean published, VerdictList told) {
        VerdictList.Counts counts = told.counts();
        return new ImportReport(
                counts.of(Verdict.Status.IMPORTED),
                counts.of(Verdict.Status.UPDATED),
                counts.of(Verdict.Status.UNCHANGED),
                counts.of(Verdict.Status.REJECTED),
                counts.untagged(),
                format.parameter(),
                format.isText() ? encoding.charset().name() : null,
                dryRun,
                published,
                FileReport.of(told),
                told.verdicts());
    }
}
