package io.gradeflow.question.formats.gift;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.ScoringTags;
import io.gradeflow.question.formats.Span;
import io.gradeflow.question.formats.TopicName;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * GIFT, as Moodle reads and writes it: questions are apart by blank lines, {@code //} begins a remark, {@code $CATEGORY:} names the
 * topic of what follows, and {@code [id:...]} in a remark the question's Id.
 */
public final class GiftReader implements QuestionReader {

    private static final Pattern CATEGORY = Pattern.compile("\\$CATEGORY:\\s*(.*)");
    private static final Pattern ID = Pattern.compile("\\[id:((?:[^\\]\\\\]|\\\\.){1,200})\\]");
    private static final Pattern TAG = Pattern.compile("\\[tags?:([^\\]]{0,400})");
    private static final String TITLE = "::";
    private final StringBuilder text = new StringBuilder();
    /** Of the lines of the text, as remarks between them are none. */
    private final List<Integer> lines = new ArrayList<>();

    private final BlockSize size = new BlockSize();
    private final List<Problem> waiting = new ArrayList<>();
    private List<String> topics = List.of();
    private @Nullable String externalId;
    private final List<String> more = new ArrayList<>();
    private final List<String> scoring = new ArrayList<>();
    private boolean tagged;
    /** Whether a line ended as answers do; a title or remark after it is that of another question, for which the blank line was forgotten. */
    private boolean answered;

    /** The first line of the question, and of the remarks above it that are about it; 0 before it begins. */
    private int begin;

    private int end;
    private int line;
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
            forget();
        } else if (stripped.startsWith("//")) {
            if (answered) {
                finish(sink);
            }
            reach(next.number());
            takeRemark(stripped);
        } else if (category.matches()) {
            finish(sink);
            forget();
            takeCategory(category.group(1), next.number());
        } else {
            if (stripped.startsWith(TITLE) && answered) {
                finish(sink);
            }
            reach(next.number());
            answered |= stripped.endsWith("}");
            line = size.isEmpty() ? next.number() : line;
            if (size.takes(next.text())) {
                text.append(next.text()).append('\n');
                lines.add(next.number());
            }
        }
    }

    private void reach(int at) {
        begin = begin == 0 ? at : begin;
        end = at;
    }

    /** Remarks that tell nothing of the question that comes aren't its own, unless they stand right above it. */
    private void forget() {
        boolean tells = externalId != null || !more.isEmpty() || !scoring.isEmpty() || tagged;
        begin = tells ? begin : 0;
    }

    private void takeRemark(String remark) {
        Matcher id = ID.matcher(remark);
        if (id.find()) {
            externalId = id.group(1).replaceAll("\\\\(.)", "$1").strip();
        }
        for (Matcher tag = TAG.matcher(remark); tag.find(); ) {
            Optional<String> topic = TopicName.ofTag(tag.group(1));
            topic.filter(path -> !more.contains(path)).ifPresent(more::add);
            boolean scores = ScoringTags.isOne(tag.group(1));
            scoring.addAll(scores ? List.of(tag.group(1)) : List.of());
            tagged |= topic.isEmpty() && !scores;
        }
    }

    private void takeCategory(String category, int at) {
        Optional<String> path = TopicName.ofCategory(category);
        if (path.isEmpty() && !TopicName.isTop(category)) {
            waiting.add(TopicName.ignored(category, at));
        }
        topics = path.map(List::of).orElse(List.of());
    }

    private void finish(Sink sink) {
        if (size.isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>(waiting);
        waiting.clear();
        Drafting drafting = new Drafting(line, problems);
        Optional<Draft> draft = Optional.empty();
        if (size.isOver()) {
            problems.add(BlockSize.refusal(line, "put a blank line between questions."));
        } else {
            draft = new GiftQuestion(
                            drafting,
                            List.copyOf(lines),
                            externalId == null || externalId.isEmpty() ? null : externalId,
                            allTopics())
                    .draft(text.toString());
        }
        if (tagged) {
            drafting.warn("tags-ignored", "Tags are not imported; a $CATEGORY: before the question names its topic.");
        }
        sink.block(new Block(
                ++number,
                line,
                new Span(begin, end),
                draft.map(found -> ScoringTags.applied(found, scoring)).orElse(null),
                problems));
        text.setLength(0);
        lines.clear();
        externalId = null;
        more.clear();
        scoring.clear();
        tagged = false;
        answered = false;
        begin = 0;
        size.clear();
    }

    /** That of the category, and those that tags name. */
    private List<String> allTopics() {
        return Stream.concat(topics.stream(), more.stream()).distinct().toList();
    }
}
