package io.gradeflow.question.comparing;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What sets two texts apart, word by word. Long texts are compared line by line, and those of very many lines as a whole, so that
 * no two texts take long.
 */
final class TextDiff {

    private static final int MOST = 4_000;
    /** Words, runs of white space, and each other character by itself. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile(
            "(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)|(?<=[\\p{L}\\p{N}])(?=[^\\p{L}\\p{N}])|(?<=[^\\p{L}\\p{N}\\s])(?=\\S)");

    private static final Pattern BETWEEN_LINES = Pattern.compile("(?<=\n)");

    private TextDiff() {}

    /** Parts that give the one text without those that were added, and the other without those that were removed. */
    static List<DiffView.Part> of(@Nullable String before, @Nullable String after) {
        String one = before == null ? "" : before;
        String other = after == null ? "" : after;
        if (one.equals(other)) {
            return one.isEmpty() ? List.of() : List.of(new DiffView.Part(DiffView.Op.SAME, one));
        }
        for (Pattern between : List.of(BETWEEN_WORDS, BETWEEN_LINES)) {
            List<String> tokens = split(one, between);
            List<String> others = split(other, between);
            if (tokens.size() + others.size() <= MOST) {
                return of(tokens, others);
            }
        }
        return of(List.of(one), List.of(other));
    }

    private static List<String> split(String text, Pattern between) {
        return text.isEmpty() ? List.of() : Arrays.asList(between.split(text));
    }

    private static List<DiffView.Part> of(List<String> before, List<String> after) {
        List<DiffView.Part> parts = new ArrayList<>();
        StringBuilder removed = new StringBuilder();
        StringBuilder added = new StringBuilder();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(), null, false)
                .getDeltas()) {
            Chunk<String> source = delta.getSource();
            if (source.getPosition() > at) {
                flush(parts, removed, added);
                parts.add(same(before.subList(at, source.getPosition())));
            }
            source.getLines().forEach(removed::append);
            delta.getTarget().getLines().forEach(added::append);
            at = source.getPosition() + source.size();
        }
        flush(parts, removed, added);
        if (at < before.size()) {
            parts.add(same(before.subList(at, before.size())));
        }
        return parts;
    }

    private static DiffView.Part same(List<String> tokens) {
        return new DiffView.Part(DiffView.Op.SAME, String.join("", tokens));
    }

    /** What came between two parts that are the same: first all that was removed there, then all that was added. */
    private static void flush(List<DiffView.Part> parts, StringBuilder removed, StringBuilder added) {
        if (!removed.isEmpty()) {
            parts.add(new DiffView.Part(DiffView.Op.REMOVED, removed.toString()));
        }
        if (!added.isEmpty()) {
            parts.add(new DiffView.Part(DiffView.Op.ADDED, added.toString()));
        }
        removed.setLength(0);
        added.setLength(0);
    }
}
