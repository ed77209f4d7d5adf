package io.gradeflow.question.formats;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.KeyLint;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.question.formats.Draft.DraftChoice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to hold for a question, whatever format it came in. */
public final class DraftCheck {

    public static final int MAX_TEXT = 50_000;
    public static final int MAX_CHOICES = 26;
    public static final int MAX_ACCEPTED = 100;
    public static final int MAX_ACCEPTED_TEXT = 1_000;
    public static final int MAX_TOPICS = 50;

    private DraftCheck() {}

    /** Adds a problem for each fault. */
    public static void choices(List<DraftChoice> choices, int line, List<Problem> problems) {
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
            String earlier = seen.putIfAbsent(Wording.shown(choice.text()), choice.id());
            if (earlier != null) {
                problems.add(Problem.error(
                        "repeated-choice",
                        line,
                        "Choices " + earlier + " and " + choice.id() + " are the same; change or remove one."));
            }
        }
        cases(choices.stream().map(DraftChoice::text), line, problems);
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

    /** Adds a problem for each fault of a matching question. */
    public static void pairs(List<Pair> pairs, List<String> distractors, int line, List<Problem> problems) {
        if (pairs.size() < 2 || pairs.size() + distractors.size() > MAX_CHOICES) {
            problems.add(Problem.error(
                    "wrong-number-of-pairs",
                    line,
                    "The question has " + pairs.size() + " pairs; give it at least two, and at most " + MAX_CHOICES
                            + " with all other answers."));
            return;
        }
        distinct(pairs.stream().map(Pair::prompt).toList(), "repeated-prompt", "prompt", line, problems);
        List<String> right = pairs.stream().map(Pair::answer).toList();
        Set<String> rightWordings = right.stream().map(Wording::shown).collect(Collectors.toSet());
        for (String distractor : distractors) {
            if (rightWordings.contains(Wording.shown(distractor))) {
                problems.add(Problem.error(
                        "repeated-choice",
                        line,
                        "\"" + WholeText.shortened(distractor) + "\" is an answer and a distractor."));
            }
        }
        cases(pairs.stream().map(Pair::prompt), line, problems);
        cases(Stream.concat(right.stream(), distractors.stream()), line, problems);
        texts(
                Stream.of(pairs.stream().map(Pair::prompt), right.stream(), distractors.stream())
                        .flatMap(text -> text),
                line,
                problems);
    }

    /** Adds a problem for each fault of an ordering question. */
    public static void items(List<String> items, int line, List<Problem> problems) {
        if (items.size() < 2 || items.size() > MAX_CHOICES) {
            problems.add(Problem.error(
                    "wrong-number-of-items",
                    line,
                    "The question has " + items.size() + " items; give it 2 to " + MAX_CHOICES + "."));
            return;
        }
        distinct(items, "repeated-choice", "item", line, problems);
        cases(items.stream(), line, problems);
        texts(items.stream(), line, problems);
    }

    private static void distinct(List<String> texts, String code, String what, int line, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (String text : texts) {
            if (!seen.add(Wording.shown(text))) {
                problems.add(Problem.error(
                        code,
                        line,
                        "The " + what + " \"" + WholeText.shortened(text) + "\" stands twice; change or remove one."));
            }
        }
    }

    /** Adds a warning where two differ in capitals and small letters alone. */
    private static void cases(Stream<String> texts, int line, List<Problem> problems) {
        Map<String, String> seen = new HashMap<>();
        texts.forEach(text -> {
            String shown = Wording.shown(text);
            String earlier = seen.putIfAbsent(shown.toLowerCase(Locale.ROOT), shown);
            if (earlier != null && !earlier.equals(shown)) {
                problems.add(Problem.warning(
                        "choices-alike",
                        line,
                        "\"" + WholeText.shortened(earlier) + "\" and \"" + WholeText.shortened(shown)
                                + "\" differ in capitals and small letters alone; look whether both are meant."));
            }
        });
    }

    private static void texts(Stream<String> texts, int line, List<Problem> problems) {
        texts.forEach(text -> {
            if (text.isBlank()) {
                problems.add(Problem.error("empty-choice", line, "A prompt, answer or item has no text."));
            } else if (text.length() > MAX_TEXT) {
                problems.add(tooLong(line));
            }
        });
    }

    /** Adds a problem for each fault, and a warning where the key can hardly be meant. */
    public static void key(Draft draft, int line, List<Problem> problems) {
        accepted(draft.key(), line, problems);
        if (draft.topics().size() > MAX_TOPICS) {
            problems.add(Problem.error(
                    "invalid-topic",
                    line,
                    "The question names " + draft.topics().size() + " topics; at most " + MAX_TOPICS + " fit."));
        }
        KeyLint.of(draft.key(), draft.choiceIds(), draft.selectMax())
                .map(lint -> switch (lint) {
                    case TICKING_EVERYTHING_EARNS_FULL_CREDIT ->
                        Problem.warning(
                                "everything-scores-full",
                                line,
                                "Who ticks every choice has full marks; give wrong choices a weight below 0, or limit"
                                        + " how many may be selected.");
                    case ANY_TEXT_EARNS_FULL_CREDIT ->
                        Problem.warning(
                                "any-text-scores-full",
                                line,
                                "Whatever is typed has full marks, because the answer * stands for any text.");
                })
                .ifPresent(problems::add);
    }

    private static void accepted(AnswerKey key, int line, List<Problem> problems) {
        int count = key instanceof TextKey text
                ? text.accepted().size()
                : key instanceof NumericKey numeric ? numeric.accepted().size() : 0;
        if (count > MAX_ACCEPTED) {
            problems.add(Problem.error(
                    "too-many-answers",
                    line,
                    "The question accepts " + count + " answers; at most " + MAX_ACCEPTED + " fit."));
        }
        if (key instanceof TextKey text
                && text.accepted().stream().anyMatch(answer -> answer.text().length() > MAX_ACCEPTED_TEXT)) {
            problems.add(Problem.error(
                    "text-too-long",
                    line,
                    "An answer is longer than " + MAX_ACCEPTED_TEXT + " characters; nobody types that."));
        }
    }

    public static void lengths(
            String stem, List<DraftChoice> choices, @Nullable String explanation, int line, List<Problem> problems) {
        if (stem.isBlank()) {
            problems.add(
                    Problem.error("no-stem", line, "The question asks nothing; give it a stem before its choices."));
        }
        boolean explainsTooMuch = explanation != null && explanation.length() > MAX_TEXT;
        if (explainsTooMuch
                || stem.length() > MAX_TEXT
                || choices.stream().anyMatch(choice -> choice.text().length() > MAX_TEXT)) {
            problems.add(tooLong(line));
        }
    }

    private static Problem tooLong(int line) {
        return Problem.error(
                "text-too-long",
                line,
                "A stem, choice or explanation is longer than " + MAX_TEXT + " characters; shorten it.");
    }

    /** Adds a warning where text shows what isn't in the file. */
    public static void pictures(String text, int line, List<Problem> problems) {
        if (!ShownPictures.elsewhere(text).isEmpty()) {
            problems.add(Problem.warning(
                    ShownPictures.MISSING,
                    line,
                    "The question shows a picture, which isn't imported; look whether it can be answered without."));
        }
    }

    public static void encoding(String text, int line, List<Problem> problems) {
        if (text.indexOf(LineSource.REPLACEMENT) >= 0) {
            problems.add(Problem.warning(
                    "not-utf-8",
                    line,
                    "Some bytes are no UTF-8 and were replaced; save the file as UTF-8 and import it again."));
        }
    }
}
