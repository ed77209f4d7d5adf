package io.gradeflow.question.formats.plain;

import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.TextPlaces;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text files of the Open Trivia project: {@code #Q} and the stem, {@code ^} and the answer, then {@code A}, {@code B} ... and a
 * choice each, of which one is the answer.
 */
public final class OpenTriviaReader implements QuestionReader {

    private static final Pattern CHOICE = Pattern.compile("([A-Z])(?:\\s+(.*)|$)");

    private @Nullable PlainQuestion running;
    private @Nullable StringBuilder answer;
    private int answerLine;
    private boolean inAnswer;
    private char next = 'A';
    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource lines = file.lines()) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    take(line.get(), sink);
                }
            }
        }
        finish(sink);
    }

    private void take(Line line, Sink sink) {
        if (line.text().startsWith("#Q")) {
            finish(sink);
            running = new PlainQuestion(line.number());
            running.stem(line.text().substring(2).strip());
            return;
        }
        PlainQuestion question = running;
        if (question == null) {
            return;
        }
        question.reach(line.number());
        Matcher choice = CHOICE.matcher(line.text());
        if (line.text().startsWith("^") && !question.hasChoices()) {
            answer = new StringBuilder(line.text().substring(1).strip());
            answerLine = line.number();
            inAnswer = true;
        } else if (choice.matches() && choice.group(1).charAt(0) == next && answer != null) {
            question.choice(choice.group(2) == null ? "" : choice.group(2).strip());
            next++;
            inAnswer = false;
        } else if (inAnswer && answer != null) {
            PlainQuestion.add(answer, line.text());
        } else {
            question.goesOn(line.text());
        }
    }

    private void finish(Sink sink) {
        PlainQuestion question = running;
        if (question != null) {
            int right = answer == null ? -1 : new TextPlaces(question.choices()).only(answer.toString());
            if (answer == null) {
                question.error("no-answer", question.line(), "A line with ^ and the answer is missing; add it.");
            } else if (right < 0) {
                question.error(
                        "answer-unreadable",
                        answerLine,
                        "The answer is none of the choices; write it as the choice is written.");
            }
            sink.block(question.block(++number, choice -> choice == right));
        }
        running = null;
        answer = null;
        inAnswer = false;
        next = 'A';
    }
}
