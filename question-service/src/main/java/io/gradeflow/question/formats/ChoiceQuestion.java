package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.question.formats.Draft.DraftChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A question of choices on its way from a file to a draft.
 *
 * @param line where it begins
 * @param problems what was found so far; takes what is found here
 */
public record ChoiceQuestion(About about, List<DraftChoice> choices, int line, List<Problem> problems) {

    public ChoiceQuestion {
        choices = List.copyOf(choices);
    }

    /** Choices by their texts, with the ids A, B, C, ... */
    public static List<DraftChoice> lettered(List<String> texts, List<Boolean> correct) {
        List<DraftChoice> choices = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            choices.add(new DraftChoice(id(i), texts.get(i), correct.get(i)));
        }
        return choices;
    }

    /** Of the choice at that place, counted from 0; beyond Z none that could be kept. */
    public static String id(int place) {
        return place < DraftCheck.MAX_CHOICES ? String.valueOf((char) ('A' + place)) : "#" + place;
    }

    /** All or nothing. As many are to be selected as the stem says, or else as are correct. Empty where an error was found. */
    public Optional<Draft> draft() {
        check();
        int correct = correct().size();
        Optional<SelectMarker> marker = SelectMarker.in(about.stem());
        marker.map(SelectMarker::count).filter(OptionalInt::isPresent).ifPresent(count -> checkCount(count, correct));
        if (isFaulty()) {
            return Optional.empty();
        }
        boolean any = marker.isPresent() && marker.get().count().isEmpty();
        if (marker.isEmpty() && correct > 1) {
            problems.add(Problem.warning(
                    "select-count-missing",
                    line,
                    "The stem doesn't say how many to select; " + correct + " is taken. Add (Select " + correct
                            + ".)."));
        }
        return made(
                any || correct > 1 ? Kind.MULTIPLE : Kind.SINGLE,
                any ? 1 : correct,
                any ? choices.size() : correct,
                this::allOrNothing);
    }

    /** One is right, whatever the stem says. Empty where an error was found. */
    public Optional<Draft> single() {
        check();
        return made(Kind.SINGLE, 1, 1, this::allOrNothing);
    }

    /** Several may be right, also where one is; as many are to be selected. Empty where an error was found. */
    public Optional<Draft> several() {
        Optional<Draft> draft = draft();
        return draft.flatMap(made -> made.kind() == Kind.MULTIPLE
                ? draft
                : made(Kind.MULTIPLE, made.selectMin(), made.selectMax(), this::allOrNothing));
    }

    /** As many are to be selected as is said. Empty where an error was found. */
    public Optional<Draft> selecting(boolean several, int min, int max) {
        check();
        int correct = correct().size();
        if (correct < min || correct > max || min < 1 || max > choices.size()) {
            problems.add(Problem.error(
                    "select-count-mismatch",
                    line,
                    "From " + min + " to " + max + " of " + choices.size() + " choices are to be selected, but "
                            + correct + " are correct; mend one of them."));
        }
        return made(several ? Kind.MULTIPLE : Kind.SINGLE, min, max, this::allOrNothing);
    }

    private ChoiceKey allOrNothing() {
        return new ChoiceKey(new TreeSet<>(correct()), ScoringPolicy.ALL_OR_NOTHING, about.maximum());
    }

    /** One is to be selected, or several and then from one to all. Empty where an error was found. */
    public Optional<Draft> weighted(boolean several, SortedMap<String, Fraction> weights) {
        check();
        return scored(several, () -> ChoiceKey.weighted(correct(), weights, about.maximum()));
    }

    /** The same with any key. */
    public Optional<Draft> scored(boolean several, Supplier<ChoiceKey> key) {
        return made(several ? Kind.MULTIPLE : Kind.SINGLE, 1, several ? choices.size() : 1, key);
    }

    /** @param key refuses what can't be one with an {@link IllegalArgumentException} */
    public Optional<Draft> made(Kind kind, int selectMin, int selectMax, Supplier<ChoiceKey> key) {
        if (kind == Kind.SINGLE && correct().size() > 1) {
            problems.add(Problem.error(
                    "invalid-key",
                    line,
                    "One choice is to be selected, but " + correct().size() + " are correct; mend one of them."));
        }
        if (isFaulty()) {
            return Optional.empty();
        }
        try {
            Draft draft = new Draft(
                    about.externalId(),
                    kind,
                    about.stem(),
                    choices,
                    List.of(),
                    selectMin,
                    selectMax,
                    key.get(),
                    about.topics(),
                    about.explanation());
            DraftCheck.key(draft, line, problems);
            return Optional.of(draft).filter(good -> !isFaulty());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error("invalid-key", line, "The key can't be so: " + e.getMessage() + "."));
            return Optional.empty();
        }
    }

    /** Adds a problem for each fault. */
    public void check() {
        DraftCheck.lengths(about.stem(), choices, about.explanation(), line, problems);
        DraftCheck.choices(choices, line, problems);
        DraftCheck.encoding(about.stem() + choices, line, problems);
        DraftCheck.pictures(about.stem() + choices, line, problems);
    }

    public boolean isFaulty() {
        return problems.stream().anyMatch(Problem::isError);
    }

    public List<String> correct() {
        return choices.stream()
                .filter(DraftChoice::correct)
                .map(DraftChoice::id)
                .toList();
    }

    private void checkCount(OptionalInt count, int correct) {
        if (correct > 0 && count.getAsInt() != correct) {
            problems.add(Problem.error(
                    "select-count-mismatch",
                    line,
                    "The stem says to select " + count.getAsInt() + ", but " + correct
                            + " choices are marked as correct; mend one of them."));
        }
    }
}
