package io.gradeflow.question.comparing;

import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.DiffUtils;
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
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)|(?<=[\\p{L}\\p{N}])(?=[^\\p{L}\\p{N}])|(?<=[^\\p{L}\\p{N}\\s])(?=\\S)");

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
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<String>(), null, false).getDeltas()) {
            Chunk<String> source = delta.getSource();
            add(parts, DiffView.Op.SAME, before.subList(at, source.getPosition()));
            add(parts, DiffView.Op.REMOVED, source.getLines());
            add(parts, DiffView.Op.ADDED, delta.getTarget().getLines());
            at = source.getPosition() + source.size();
        }
        add(parts, DiffView.Op.SAME, before.subList(at, before.size()));
        return parts;
    }

    private static void add(List<DiffView.Part> parts, DiffView.Op op, List<String> tokens) {
        if (!tokens.isEmpty()) {
            parts.add(new DiffView.Part(op, String.join("", tokens)));
        }
    }
}
