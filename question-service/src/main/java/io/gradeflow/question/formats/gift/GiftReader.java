package io.gradeflow.question.formats.gift;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.WholeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GIFT, as Moodle reads and writes it: questions are apart by blank lines, {@code //} begins a remark, {@code $CATEGORY:} names the
 * topic of what follows, and {@code [id:...]} in a remark the question's Id.
 */
public final class GiftReader implements QuestionReader {

    static final int MAX_LINES = 2_000;

    private static final Pattern CATEGORY = Pattern.compile("\\$CATEGORY:\\s*(.*)");
    private static final Pattern ID = Pattern.compile("\\[id:((?:[^\\]\\\\]|\\\\.){1,200})\\]");
    private static final Pattern TAG = Pattern.compile("\\[tags?:");
    private final StringBuilder text = new StringBuilder();
    private final List<Problem> waiting = new ArrayList<>();
    private List<String> topics = List.of();
    private @Nullable String externalId;
    private boolean tagged;
    private int line;
    private int lines;
    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource source = file.lines()) {
            for (Optional<Line> next = source.nextRaw(); next.isPresent(); next = source.nextRaw()) {
                take(next.get(), sink);
            }
        }
        finish(sink);
    }

    private void take(Line next, Sink sink) {
        String stripped = next.text().strip();
        Matcher category = CATEGORY.matcher(stripped);
        if (stripped.isEmpty()) {
            finish(sink);
        } else if (stripped.startsWith("//")) {
            takeRemark(stripped);
        } else if (category.matches()) {
            finish(sink);
            takeCategory(category.group(1), next.number());
        } else {
            line = lines == 0 ? next.number() : line;
            if (lines++ < MAX_LINES) {
                text.append(next.text()).append('\n');
            }
        }
    }

    private void takeRemark(String remark) {
        Matcher id = ID.matcher(remark);
        if (id.find()) {
            externalId = id.group(1).replaceAll("\\\\(.)", "$1").strip();
        }
        tagged |= TAG.matcher(remark).find();
    }

    private void takeCategory(String category, int at) {
        Optional<String> path = TopicName.ofCategory(category);
        if (path.isEmpty()
                && !category.strip().endsWith("top")
                && !category.strip().endsWith("$course$")) {
            waiting.add(Problem.warning(
                    "category-ignored",
                    at,
                    "The category \"" + WholeText.shortened(category) + "\" makes no topic; name topics otherwise."));
        }
        topics = path.map(List::of).orElse(List.of());
    }

    private void finish(Sink sink) {
        if (lines == 0) {
            return;
        }
        List<Problem> problems = new ArrayList<>(waiting);
        waiting.clear();
        Drafting drafting = new Drafting(line, problems);
        Optional<Draft> draft = lines > MAX_LINES
                ? drafting.fault(
                        "text-too-long",
                        "The question has more than " + MAX_LINES + " lines; put a blank line between questions.")
                : new GiftQuestion(drafting, externalId == null || externalId.isEmpty() ? null : externalId, topics)
                        .draft(text.toString());
        if (tagged) {
            drafting.warn("tags-ignored", "Tags are not imported; a $CATEGORY: before the question names its topic.");
        }
        sink.block(new Block(++number, line, draft.orElse(null), problems));
        text.setLength(0);
        externalId = null;
        tagged = false;
        lines = 0;
    }
}
