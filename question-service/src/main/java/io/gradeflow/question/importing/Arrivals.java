package io.gradeflow.question.importing;

import io.gradeflow.question.asset.BankPictures;
import io.gradeflow.question.asset.BroughtPicture;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.RenamedPictures;
import io.gradeflow.question.revising.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the blocks of a file as they come: which repeat an earlier one, and what the bank calls the pictures of the others. */
final class Arrivals {

    /**
     * A block that came.
     *
     * @param block with the names by which the bank has its pictures, or is about to have them, unless it repeats another
     * @param fingerprint null where there is no question
     * @param repeats the earlier block; null where it says something new
     * @param hasWording whether an earlier block says the same under another Id
     */
    record Arrived(
            Block block, @Nullable Fingerprint fingerprint, SeenInFile.@Nullable Place repeats, boolean hasWording) {}

    private final SeenInFile seen;
    private final BankPictures pictures;

    Arrivals(SeenInFile seen, BankPictures pictures) {
        this.seen = seen;
        this.pictures = pictures;
    }

    /** What repeats another brings no pictures along: they would take the room of those that are shown. */
    Arrived take(Block block) {
        Draft draft = block.draft();
        if (draft == null) {
            return new Arrived(block, null, null, false);
        }
        if (block.pictures().isEmpty()) {
            return judged(block, draft);
        }
        Fingerprint asSent = Fingerprint.of(draft);
        Optional<SeenInFile.Place> repeated = seen.earlierAsSent(draft, asSent);
        if (repeated.isPresent()) {
            return new Arrived(block, asSent, repeated.get(), false);
        }
        seen.addAsSent(block, draft, asSent);
        return withPictures(block, draft);
    }

    private Arrived judged(Block block, Draft draft) {
        Fingerprint fingerprint = Fingerprint.of(draft);
        Optional<SeenInFile.Place> earlier = seen.earlier(draft, fingerprint);
        boolean hasWording = seen.hasWording(fingerprint);
        if (earlier.isEmpty()) {
            seen.add(block, draft, fingerprint);
        }
        return new Arrived(block, fingerprint, earlier.orElse(null), hasWording);
    }

    private Arrived withPictures(Block block, Draft draft) {
        List<Problem> problems = new ArrayList<>(block.problems());
        Map<String, String> names = new HashMap<>();
        for (BroughtPicture picture : block.pictures()) {
            pictures.take(picture)
                    .ifPresentOrElse(
                            name -> names.put(picture.name(), name),
                            () -> problems.add(Problem.warning(
                                    "picture-missing",
                                    block.line(),
                                    "The bank has no room for a picture that the question shows; delete some that no"
                                            + " question shows, or make them smaller, and import the file again.")));
        }
        names.entrySet().removeIf(name -> name.getKey().equals(name.getValue()));
        Draft renamed = RenamedPictures.in(draft, names);
        return judged(
                new Block(block.number(), block.line(), renamed, problems, List.of(), block.file(), block.lines()),
                renamed);
    }
}
