package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.listed.AnswerList.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which lists of answers are those of which questions, where chapters count from 1 each. What can't be told is never guessed. */
final class KeyMatch {

    /**
     * Questions that wait for their answers.
     *
     * @param titles of the chapters that they stand in
     * @param questions by their numbers
     */
    record Numbering(Set<String> titles, Map<Integer, ListedQuestion> questions) {}

    private final List<Numbering> numberings;
    private final List<AnswerList> lists;
    private final Set<Integer> gone;

    private KeyMatch(List<Numbering> numberings, List<AnswerList> lists, Set<Integer> gone) {
        this.numberings = new ArrayList<>(numberings);
        this.lists = new ArrayList<>(lists);
        this.gone = gone;
    }

    /**
     * Gives each question its answer, or the reason why none was taken.
     *
     * @param gone numbers of questions that can't be given an answer any more
     */
    static void match(List<Numbering> numberings, List<AnswerList> lists, Set<Integer> gone) {
        KeyMatch match = new KeyMatch(numberings, lists, gone);
        match.byTitles();
        if (match.isByOrder()) {
            match.byOrder();
        } else {
            match.byNumbers();
        }
    }

    private void byTitles() {
        Map<String, Long> titles =
                lists.stream().collect(Collectors.groupingBy(AnswerList::title, Collectors.counting()));
        titles.remove("");
        for (AnswerList list : List.copyOf(lists)) {
            List<Numbering> titled = numberings.stream()
                    .filter(numbering -> numbering.titles().contains(list.title()))
                    .toList();
            if (titled.size() == 1 && titles.getOrDefault(list.title(), 0L) == 1) {
                Numbering found = titled.getFirst();
                list.answers().forEach((number, answer) -> {
                    ListedQuestion question = found.questions().get(number);
                    if (question != null) {
                        give(question, answer);
                    }
                });
                numberings.remove(found);
                lists.remove(list);
            }
        }
    }

    private boolean isByOrder() {
        boolean agree = lists.size() > 1 && lists.size() == numberings.size() && gone.isEmpty();
        for (int i = 0; agree && i < lists.size(); i++) {
            agree = lists.get(i)
                            .answers()
                            .keySet()
                            .equals(numberings.get(i).questions().keySet())
                    && !contradict(numberings.get(i), lists.get(i));
        }
        return agree;
    }

    private void byOrder() {
        for (int i = 0; i < lists.size(); i++) {
            Map<Integer, Answer> answers = lists.get(i).answers();
            numberings.get(i).questions().forEach((number, question) -> {
                Answer answer = Objects.requireNonNull(answers.get(number));
                give(question, answer);
                question.note(Problem.warning(
                        "answer-by-order",
                        question.line(),
                        "Several questions have the number " + number
                                + ", and no titles tell their lists of answers apart,"
                                + " so the answer was taken from line " + answer.line()
                                + " by the order of the lists; look whether it is right, or put the title of each"
                                + " chapter above its answers too."));
            });
        }
    }

    private void byNumbers() {
        for (Numbering numbering : numberings) {
            numbering.questions().forEach((number, question) -> {
                List<AnswerList> said = lists.stream()
                        .filter(list -> list.answers().containsKey(number) && !contradict(numbering, list))
                        .toList();
                if (said.isEmpty()) {
                    return;
                }
                Answer first = Objects.requireNonNull(said.getFirst().answers().get(number));
                boolean agree = said.stream()
                        .allMatch(list ->
                                first.says(Objects.requireNonNull(list.answers().get(number))));
                List<ListedQuestion> others = numberings.stream()
                        .filter(other -> other != numbering
                                && other.questions().containsKey(number)
                                && said.stream().anyMatch(list -> !contradict(other, list)))
                        .map(other -> Objects.requireNonNull(other.questions().get(number)))
                        .toList();
                if (agree && others.isEmpty() && !gone.contains(number)) {
                    give(question, first);
                } else {
                    question.refuse(ambiguous(question, number, said, others));
                }
            });
        }
    }

    private static Problem ambiguous(
            ListedQuestion question, int number, List<AnswerList> said, List<ListedQuestion> others) {
        String lines = said.stream()
                .map(list ->
                        "" + Objects.requireNonNull(list.answers().get(number)).line())
                .limit(5)
                .collect(Collectors.joining(", "));
        String alike = others.stream().map(other -> "" + other.line()).limit(5).collect(Collectors.joining(", "));
        return Problem.error(
                "answer-ambiguous",
                question.line(),
                "What stands in line " + lines + " for number " + number + " may be this question's answer or "
                        + (alike.isEmpty() ? "another's" : "that of the question in line " + alike)
                        + "; put the title of each chapter above its questions and above its answers, or a line Answer:"
                        + " beneath each question.");
    }

    private static boolean contradict(Numbering numbering, AnswerList list) {
        return !numbering.titles().contains(list.title())
                && numbering.titles().stream().anyMatch(title -> ChapterTitle.differ(title, list.title()));
    }

    private static void give(ListedQuestion question, Answer answer) {
        question.answer(answer.key().letters(), answer.line());
        if (!answer.key().rest().isEmpty()) {
            question.explanation(answer.key().rest(), answer.line(), true);
        }
    }
}
