package io.gradeflow.question.formats.marked;

import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.QuestionHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of a question, as they come. What is asked of them is answered without looking at all of them again. */
final class MarkedBlock {

    private final List<Line> lines = new ArrayList<>();
    private final BlockSize size = new BlockSize();
    private @Nullable Line first;
    private int last;
    private boolean marked;
    private boolean onlyHeadings = true;
    private boolean onlyMetadata = true;
    /** The next letter of choices that carry letters. */
    private char nextLetter = 'A';
    /** The last number of a list, and what stands behind it; 0 before the first. */
    private int listed;

    private char listMark;
    private int restartedAt;

    void add(Line line, boolean isHeading) {
        last = line.isBlank() ? last : line.last();
        if (!size.takes(line.text())) {
            return;
        }
        lines.add(line);
        if (line.isBlank()) {
            return;
        }
        first = first == null ? line : first;
        marked |= CorrectMark.isAt(line.text());
        onlyHeadings &= isHeading;
        onlyMetadata &= MarkedQuestion.isMetadata(line);
        if (MarkedQuestion.hasLetter(line, nextLetter)) {
            nextLetter++;
        }
    }

    void clear() {
        lines.clear();
        size.clear();
        first = null;
        marked = false;
        onlyHeadings = true;
        onlyMetadata = true;
        nextLetter = 'A';
        listed = 0;
        restartedAt = 0;
    }

    /** Whether a number is that of a list in the question: such a list begins with 1 and goes on. */
    boolean goesOnWith(QuestionHead head, int line) {
        boolean begins = head.number() == 1 && !isOver();
        if (begins && listed > 0) {
            restartedAt = restartedAt == 0 ? line : restartedAt;
        }
        boolean goesOn = listed > 0 && head.number() == listed + 1 && head.mark() == listMark;
        if (begins || goesOn) {
            listed = head.number();
            listMark = head.mark();
        }
        return begins || goesOn;
    }

    /** The line at which a second list began, so that the question before it may have ended unseen; 0 where none did. */
    int restartedAt() {
        return restartedAt;
    }

    /** Whether nothing but blank lines and headings stand there, or a choice has its mark. */
    boolean isOver() {
        return onlyHeadings || marked;
    }

    /** Whether nothing but what is known of a question stands there so far. */
    boolean isMetadata() {
        return onlyMetadata && first != null;
    }

    /** What an author says before the first question: neither a mark nor choices nor a number. */
    boolean isProse() {
        Line begin = first;
        return begin == null
                || (!marked && nextLetter < 'C' && QuestionHead.of(begin.text()).isEmpty());
    }

    boolean isBlankOrHeadings() {
        return onlyHeadings;
    }

    boolean isTooLarge() {
        return size.isOver();
    }

    Optional<Line> first() {
        return Optional.ofNullable(first);
    }

    /** The number of the last line that isn't blank; of what is left out, too. */
    int last() {
        return last;
    }

    /** Without blank lines at both ends. */
    List<Line> content() {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isBlank()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isBlank()) {
            to--;
        }
        return List.copyOf(lines.subList(from, to));
    }
}
