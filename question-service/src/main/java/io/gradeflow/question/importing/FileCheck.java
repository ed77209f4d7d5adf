package io.gradeflow.question.importing;

import io.gradeflow.question.asset.BroughtPicture;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.ShownPictures;
import io.gradeflow.question.revising.Fingerprint;
import io.gradeflow.question.topic.TopicEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One file that goes into no bank: its questions get the verdicts that an empty bank would give them. */
final class FileCheck implements QuestionReader.Sink {

    private final SeenInFile seen = new SeenInFile();
    private final VerdictSink verdicts;

    FileCheck(VerdictSink verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void taxonomy(List<TopicEntry> entries) {
        // There is no bank whose topics they could become.
    }

    @Override
    public void file(String name, String format) {
        verdicts.file(name, format);
    }

    @Override
    public void block(Block block) {
        List<Problem> problems = new ArrayList<>(block.problems());
        Draft draft = block.draft();
        if (draft == null) {
            verdicts.verdict(Verdict.rejected(block, problems));
            return;
        }
        Fingerprint fingerprint = Fingerprint.of(draft);
        Optional<SeenInFile.Place> earlier = seen.earlier(draft, fingerprint);
        if (earlier.isPresent()) {
            problems.add(earlier.get().repeatedBy(block, draft, fingerprint));
            verdicts.verdict(Verdict.rejected(block, problems));
            return;
        }
        seen.add(block, draft, fingerprint);
        Set<String> pictures =
                block.pictures().stream().map(BroughtPicture::name).collect(Collectors.toSet());
        ShownPictures.missing(draft, () -> pictures, block.line(), problems);
        verdicts.verdict(new Verdict(
                block.number(),
                block.line(),
                Verdict.Status.IMPORTED,
                null,
                draft.externalId(),
                draft.topics(),
                problems,
                block.file(),
                block.lines()));
    }
}
