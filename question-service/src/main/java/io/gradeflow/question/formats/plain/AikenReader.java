package io.gradeflow.question.formats.plain;

import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Aiken, as Moodle reads and writes it: a stem, choices that begin with {@code A.} or {@code A)}, and a line {@code ANSWER: A} that
 * ends the question. Where that is missing, a blank line before the next stem ends it too.
 */
public final class AikenReader implements QuestionReader {

    private static final Pattern CHOICE = Pattern.compile("([A-Za-z])[.)](?:\\s+(.*)|$)");
    private static final Pattern ANSWER = Pattern.compile("ANSWER\\s*:\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTER = Pattern.compile("([A-Za-z])\\W*");

    private @Nullable PlainQuestion running;
    private char next = 'A';
    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource lines = file.lines()) {
            boolean afterBlank = false;
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    if (afterBlank && begins(line.get())) {
                        refuse(sink);
                    }
                    take(line.get(), sink);
                }
                afterBlank = line.get().isBlank();
            }
        }
        refuse(sink);
    }

    /** Whether the line, which stands after a blank one, can only be the next question's: the one before has its choices. */
    private boolean begins(Line line) {
        return running != null
                && running.hasChoices()
                && !CHOICE.matcher(line.text()).matches()
                && !ANSWER.matcher(line.text()).matches();
    }

    /** Ends the question that no answer has ended, if there is one. */
    private void refuse(Sink sink) {
        PlainQuestion question = running;
        if (question != null) {
            question.error(
                    "no-answer", question.line(), "The question ends without a line ANSWER: and a letter; add it.");
            finish(question, -1, sink);
        }
    }

    private void take(Line line, Sink sink) {
        PlainQuestion question = running == null ? new PlainQuestion(line.number()) : running;
        running = question;
        question.reach(line.number());
        Matcher answer = ANSWER.matcher(line.text());
        if (answer.matches()) {
            finish(question, place(question, answer.group(1).strip(), line.number()), sink);
            return;
        }
        Matcher choice = CHOICE.matcher(line.text());
        if (choice.matches() && Character.toUpperCase(choice.group(1).charAt(0)) == next) {
            next++;
            question.choice(choice.group(2) == null ? "" : choice.group(2).strip());
        } else if (choice.matches()
                && Character.toUpperCase(choice.group(1).charAt(0)) == 'A'
                && question.hasChoices()) {
            question.error(
                    "no-answer",
                    line.number(),
                    "Choices begin anew and the question before has no line ANSWER:; add it.");
            question.goesOn(line.text());
        } else {
            question.goesOn(line.text());
        }
    }

    private static int place(PlainQuestion question, String answer, int line) {
        Matcher letter = LETTER.matcher(answer);
        int place = letter.matches() ? Character.toUpperCase(letter.group(1).charAt(0)) - 'A' : -1;
        if (place < 0 || place >= question.choices().size()) {
            question.error(
                    "answer-unreadable",
                    line,
                    "ANSWER: must be followed by the letter of one of the "
                            + question.choices().size() + " choices; several right ones can't be said in Aiken.");
            return -1;
        }
        return place;
    }

    private void finish(PlainQuestion question, int place, Sink sink) {
        sink.block(question.block(++number, choice -> choice == place));
        running = null;
        next = 'A';
    }
}
