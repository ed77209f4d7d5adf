package io.gradeflow.question.formats.marked;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Span;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.topic.InvalidTaxonomyException;
import io.gradeflow.question.topic.Taxonomy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Questions as plain text, apart by lines of three or more dashes, by headings or by their numbers; {@code docs/formats.md} has
 * the whole of it. A file may start with front matter between such lines.
 */
public final class MarkedTextReader implements QuestionReader {

    private static final Pattern SEPARATOR = Pattern.compile("-{3,}");
    private static final Pattern FRONT_MATTER_KEY = Pattern.compile("(title|topics)\\s*:.*");

    /** The head of a question that was copied with how somebody did in it. */
    private static final Pattern REVIEWED = Pattern.compile(
            "((?:#{1,6}\\s{1,3})?[*_]{0,3}question\\s{0,3}\\d{1,5})[*_]{0,3}\\s{0,3}[:.–—-]?\\s{0,3}[*_]{0,3}"
                    + "(?:correct|incorrect|skipped|unattempted)[*_]{0,3}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*");

    private final MarkedBlock block = new MarkedBlock();
    private List<String> fileTopics = List.of();
    private int number;
    /** The last number that began a question; 0 before the first. */
    private int head;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource lines = file.lines()) {
            read(lines, sink);
        }
    }

    private void read(LineSource lines, Sink sink) throws IOException {
        List<Problem> headProblems = readFrontMatter(lines, sink);
        for (Optional<Line> line = next(lines); line.isPresent(); line = next(lines)) {
            boolean separates = isSeparator(line.get());
            boolean begins = begins(line.get());
            if (begins || separates) {
                if (!begins || !block.isProse()) {
                    finish(headProblems, sink);
                }
                block.clear();
            }
            if (!separates) {
                block.add(line.get(), headingLevel(line.get()) > 0);
            }
        }
        finish(headProblems, sink);
    }

    /** Without the white space around it, or a block of code. */
    private static Optional<Line> next(LineSource lines) throws IOException {
        return lines.nextOrCode()
                .map(line -> new Line(line.number(), withoutReview(line.text().strip()), line.code()));
    }

    private static String withoutReview(String text) {
        Matcher reviewed = REVIEWED.matcher(text);
        return reviewed.matches() ? reviewed.group(1) : text;
    }

    /**
     * Whether a question begins in the midst of a block: with the number of a question, with the number that is next or a heading once
     * the question before it has a mark, or with a heading beneath another one, but for one that says that something is explained. Code
     * has neither.
     */
    private boolean begins(Line line) {
        if (line.code()) {
            return false;
        }
        Optional<QuestionHead> found = QuestionHead.of(line.text());
        if (found.isEmpty()) {
            int level = headingLevel(line);
            return level > 0 && (block.isOver() || isBeneathAHeading(level)) && !MarkedQuestion.beginsExplanation(line);
        }
        if (block.isMetadata()) {
            head = found.get().number();
            return false;
        }
        if (!found.get().named() && block.goesOnWith(found.get(), line.number())) {
            return false;
        }
        boolean begins = found.get().named() || (found.get().number() == head + 1 && block.isOver());
        head = begins ? found.get().number() : head;
        return begins;
    }

    private boolean isBeneathAHeading(int level) {
        int first = block.first().map(MarkedTextReader::headingLevel).orElse(0);
        return first > 0 && first < level;
    }

    /** From 1 to 6; 0 where the line is none, or says which question it begins. */
    private static int headingLevel(Line line) {
        if (!line.text().startsWith("#")
                || !HEADING.matcher(line.text()).matches()
                || QuestionHead.of(line.text()).isPresent()) {
            return 0;
        }
        return line.text().indexOf(' ');
    }

    private void finish(List<Problem> headProblems, Sink sink) {
        Optional<Line> begin = block.first();
        if (begin.isEmpty() || block.isBlankOrHeadings()) {
            return;
        }
        number++;
        int first = begin.get().number();
        Span own = new Span(first, block.last());
        List<Problem> problems = new ArrayList<>(headProblems);
        headProblems.clear();
        if (block.isTooLarge()) {
            problems.add(BlockSize.refusal(first, "put a line of three dashes between questions."));
            sink.block(new Block(number, first, own, null, problems));
            return;
        }
        if (block.restartedAt() > 0) {
            problems.add(MarkedQuestion.severalQuestions(block.restartedAt()));
        }
        Optional<Draft> draft = new MarkedQuestion(block.content(), problems).draft();
        sink.block(new Block(
                number,
                first,
                own,
                draft.map(found -> found.topics().isEmpty() && !fileTopics.isEmpty()
                                ? found.withTopics(fileTopics)
                                : found)
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
        String text = line.text().strip();
        return text.startsWith("-") && SEPARATOR.matcher(text).matches();
    }
}
