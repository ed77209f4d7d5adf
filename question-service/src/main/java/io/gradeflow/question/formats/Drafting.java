package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.OrderingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes drafts of what a reader found, and problems of what can't be one.
 *
 * @param line where the question begins
 * @param problems what was found so far; takes what is found here
 */
public record Drafting(int line, List<Problem> problems) {

    /** A question of a kind that can't be asked here. */
    public Optional<Draft> unsupported(String what) {
        return fault("kind-unsupported", "This is " + what + "; such can't be asked here.");
    }

    public Optional<Draft> fault(String code, String message) {
        problems.add(Problem.error(code, line, message));
        return Optional.empty();
    }

    public void warn(String code, String message) {
        problems.add(Problem.warning(code, line, message));
    }

    /** Empty where the value refuses with an {@link IllegalArgumentException} to be made, which is reported. */
    public <T> Optional<T> tried(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error("invalid-key", line, "The key can't be so: " + e.getMessage() + "."));
            return Optional.empty();
        }
    }

    public Optional<Draft> typed(About about, Supplier<AnswerKey> key) {
        return tried(key).flatMap(made -> made(about, () -> Draft.typed(about, Kind.SHORT_TEXT, made)));
    }

    public Optional<Draft> numeric(About about, Supplier<AnswerKey> key) {
        return tried(key).flatMap(made -> made(about, () -> Draft.typed(about, Kind.NUMERIC, made)));
    }

    public Optional<Draft> matching(About about, List<Pair> pairs, List<String> distractors, MatchingPolicy policy) {
        DraftCheck.pairs(pairs, distractors, line, problems);
        return made(about, () -> Draft.matching(about, pairs, distractors, policy));
    }

    public Optional<Draft> ordering(About about, List<String> order, OrderingPolicy policy) {
        DraftCheck.items(order, line, problems);
        return made(about, () -> Draft.ordering(about, order, policy));
    }

    /** The draft, unless an error was found; checked as every draft is. */
    public Optional<Draft> made(About about, Supplier<Draft> draft) {
        DraftCheck.lengths(about.stem(), List.of(), about.explanation(), line, problems);
        if (problems.stream().anyMatch(Problem::isError)) {
            return Optional.empty();
        }
        Optional<Draft> made = tried(draft);
        made.ifPresent(good -> {
            DraftCheck.key(good, line, problems);
            String shown = Stream.concat(
                            Stream.of(good.stem()), good.choices().stream().map(Draft.DraftChoice::text))
                    .collect(Collectors.joining("\n"));
            DraftCheck.encoding(shown, line, problems);
            DraftCheck.pictures(shown, line, problems);
        });
        return made.filter(good -> problems.stream().noneMatch(Problem::isError));
    }
}
