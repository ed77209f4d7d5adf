package io.gradeflow.question.formats.marked;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.topic.InvalidTaxonomyException;
import io.gradeflow.question.topic.Taxonomy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Questions as plain text, apart by lines of three or more dashes, by headings or by their numbers; {@code docs/formats.md} has
 * the whole of it. A file may start with front matter between such lines.
 */
public final class MarkedTextReader implements QuestionReader {

    /** A question longer than this is none; it is refused without being kept in memory. */
    static final int MAX_BLOCK_LINES = 2_000;

    private static final Pattern SEPARATOR = Pattern.compile("-{3,}");
    private static final Pattern FRONT_MATTER_KEY = Pattern.compile("(title|topics)\\s*:.*");

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*");

    private List<String> fileTopics = List.of();
    private int number;
    /** The last number that began a question; 0 before the first. */
    private int head;

    private boolean fenced;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource lines = file.lines()) {
            read(lines, sink);
        }
    }

    private void read(LineSource lines, Sink sink) throws IOException {
        List<Problem> headProblems = readFrontMatter(lines, sink);
        List<Line> block = new ArrayList<>();
        int length = 0;
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            boolean begins = begins(line.get(), block);
            if (begins || isSeparator(line.get())) {
                if (!begins || !isProse(block)) {
                    finish(block, length, headProblems, sink);
                }
                block.clear();
                length = 0;
                fenced = false;
            }
            if (!isSeparator(line.get()) && length++ < MAX_BLOCK_LINES) {
                block.add(line.get());
            }
        }
        finish(block, length, headProblems, sink);
    }

    /**
     * Whether a question begins in the midst of a block: with the number of a question, with the number that is next or a heading once
     * the question before it has a mark, or with a heading beneath another one. Code has neither.
     */
    private boolean begins(Line line, List<Line> block) {
        if (line.text().startsWith("```")) {
            fenced = !fenced;
        }
        if (fenced) {
            return false;
        }
        Optional<QuestionHead> found = QuestionHead.of(line.text());
        if (found.isEmpty()) {
            int level = headingLevel(line);
            return level > 0 && (isOver(block) || isBeneathAHeading(level, block));
        }
        if (MarkedQuestion.isMetadata(block)) {
            head = found.get().number();
            return false;
        }
        boolean begins = found.get().named() || (found.get().number() == head + 1 && isOver(block));
        head = begins ? found.get().number() : head;
        return begins;
    }

    private static boolean isOver(List<Line> block) {
        return block.stream().allMatch(MarkedTextReader::isHeadingOrBlank) || MarkedQuestion.hasMark(block);
    }

    private static boolean isBeneathAHeading(int level, List<Line> block) {
        List<Line> content = trimmed(block);
        int first = content.isEmpty() ? 0 : headingLevel(content.getFirst());
        return first > 0 && first < level;
    }

    /** From 1 to 6; 0 where the line is none, or says which question it begins. */
    private static int headingLevel(Line line) {
        if (!HEADING.matcher(line.text()).matches()
                || QuestionHead.of(line.text()).isPresent()) {
            return 0;
        }
        return line.text().indexOf(' ');
    }

    /** Headings, and what an author says before the first question. */
    private static boolean isProse(List<Line> block) {
        List<Line> content = trimmed(block);
        return content.isEmpty()
                || (!MarkedQuestion.hasMark(content)
                        && QuestionHead.of(content.getFirst().text()).isEmpty());
    }

    private void finish(List<Line> block, int length, List<Problem> headProblems, Sink sink) {
        List<Line> content = trimmed(block);
        if (content.isEmpty() || content.stream().allMatch(MarkedTextReader::isHeadingOrBlank)) {
            return;
        }
        number++;
        int first = content.getFirst().number();
        List<Problem> problems = new ArrayList<>(headProblems);
        headProblems.clear();
        if (length > MAX_BLOCK_LINES) {
            problems.add(Problem.error(
                    "text-too-long",
                    first,
                    "The question has " + length + " lines; at most " + MAX_BLOCK_LINES
                            + " fit. Put a line of three dashes between questions."));
            sink.block(new Block(number, first, null, problems));
            return;
        }
        Optional<Draft> draft = new MarkedQuestion(content, problems).draft();
        sink.block(new Block(
                number,
                first,
                draft.map(found -> found.topics().isEmpty() ? found.withTopics(fileTopics) : found)
                        .orElse(null),
                problems));
    }

    /**
     * Reads a block between separators at the very top if it looks like front matter.
     *
     * @return warnings for the first question, if the front matter can't be used
     */
    private List<Problem> readFrontMatter(LineSource lines, Sink sink) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Optional<Line> first = lines.peekContent();
        if (first.isEmpty() || !isSeparator(first.get())) {
            return problems;
        }
        lines.next();
        Optional<Line> second = lines.peekContent();
        if (second.isEmpty() || !FRONT_MATTER_KEY.matcher(second.get().text()).matches()) {
            return problems;
        }
        StringBuilder yaml = new StringBuilder();
        for (Optional<Line> line = lines.nextRaw();
                line.isPresent() && !isSeparator(line.get());
                line = lines.nextRaw()) {
            yaml.append(line.get().text()).append('\n');
            if (yaml.length() > LineSource.MAX_LINE) {
                break;
            }
        }
        try {
            Taxonomy taxonomy = Taxonomy.parseFrontMatter(yaml.toString());
            fileTopics = taxonomy.plainPaths();
            sink.taxonomy(taxonomy.entries());
        } catch (InvalidTaxonomyException e) {
            problems.add(Problem.warning(
                    "front-matter-ignored",
                    second.get().number(),
                    "The front matter can't be used: " + e.getMessage()));
        }
        return problems;
    }

    private static boolean isSeparator(Line line) {
        return SEPARATOR.matcher(line.text().strip()).matches();
    }

    private static boolean isHeadingOrBlank(Line line) {
        return line.isBlank() || headingLevel(line) > 0;
    }

    private static List<Line> trimmed(List<Line> block) {
        int from = 0;
        int to = block.size();
        while (from < to && block.get(from).isBlank()) {
            from++;
        }
        while (to > from && block.get(to - 1).isBlank()) {
            to--;
        }
        return List.copyOf(block.subList(from, to));
    }
}
