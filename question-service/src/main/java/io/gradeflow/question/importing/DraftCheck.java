package io.gradeflow.question.importing;

import io.gradeflow.question.importing.Draft.DraftChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has to hold for a question of choices, whatever format it came in. */
final class DraftCheck {

    static final int MAX_TEXT = 50_000;
    static final int MAX_CHOICES = 26;

    private DraftCheck() {}

    /** Adds a problem for each fault. */
    static void choices(List<DraftChoice> choices, int line, List<Problem> problems) {
        if (choices.size() < 2) {
            problems.add(Problem.error(
                    "too-few-choices", line, "The question has " + choices.size() + " choice; give it at least two."));
            return;
        }
        if (choices.size() > MAX_CHOICES) {
            problems.add(Problem.error(
                    "too-many-choices",
                    line,
                    "The question has " + choices.size() + " choices; at most " + MAX_CHOICES + " fit."
                            + " Is the line of dashes to the next question missing?"));
            return;
        }
        Map<String, String> seen = new HashMap<>();
        for (DraftChoice choice : choices) {
            if (choice.text().isBlank()) {
                problems.add(Problem.error("empty-choice", line, "Choice " + choice.id() + " has no text."));
            }
            String earlier = seen.putIfAbsent(Fingerprint.normalised(choice.text()), choice.id());
            if (earlier != null) {
                problems.add(Problem.error(
                        "repeated-choice",
                        line,
                        "Choices " + earlier + " and " + choice.id() + " are the same; change or remove one."));
            }
        }
        long correct = choices.stream().filter(DraftChoice::correct).count();
        if (correct == 0) {
            problems.add(Problem.error("no-correct-choice", line, "No choice is marked as correct; mark it."));
        } else if (correct == choices.size()) {
            problems.add(Problem.error(
                    "every-choice-correct",
                    line,
                    "Every choice is marked as correct; leave the marks only where they belong."));
        }
    }

    static void lengths(
            String stem, List<DraftChoice> choices, @Nullable String explanation, int line, List<Problem> problems) {
        if (stem.isBlank()) {
            problems.add(
                    Problem.error("no-stem", line, "The question asks nothing; give it a stem before its choices."));
        }
        boolean explainsTooMuch = explanation != null && explanation.length() > MAX_TEXT;
        if (explainsTooMuch
                || stem.length() > MAX_TEXT
                || choices.stream().anyMatch(choice -> choice.text().length() > MAX_TEXT)) {
            problems.add(Problem.error(
                    "text-too-long",
                    line,
                    "A stem, choice or explanation is longer than " + MAX_TEXT + " characters; shorten it."));
        }
    }

    static void encoding(String text, int line, List<Problem> problems) {
        if (text.indexOf(LineSource.REPLACEMENT) >= 0) {
            problems.add(Problem.warning(
                    "not-utf-8",
                    line,
                    "Some bytes are no UTF-8 and were replaced; save the file as UTF-8 and import it again."));
        }
    }
}
