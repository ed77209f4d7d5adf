package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.listed.KeyMatch.Numbering;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Questions that wait for their answers, which may stand at the end of the file, and what follows them. */
final class Held {

    /** More would take much memory; the first of them go without an answer. */
    private static final int MOST = 2_000;

    private static final long MOST_CHARACTERS = 8_000_000;
    private static final int MOST_ASKED = 8;

    /** @param numbering counts how often numbers began anew so far */
    private record Waiting(ListedQuestion question, int numbering, Set<String> titles) {}

    private final Deque<Waiting> questions = new ArrayDeque<>();
    private final Set<Integer> gone = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private long characters;
    private int numbering;
    private int last;
    /** The first numbering since the last answers. */
    private int open;

    boolean isEmpty() {
        return questions.isEmpty();
    }

    /**
     * Takes a question; gives those that needn't wait any longer, in the order of the file.
     *
     * @param titles of the chapters that it stands in
     */
    List<ListedQuestion> take(ListedQuestion question, Set<String> titles) {
        if (question.number() > 0) {
            numbering += question.number() <= last ? 1 : 0;
            last = question.number();
        }
        questions.add(new Waiting(question, numbering, titles));
        if (question.lacksKey() && known.size() < MOST) {
            known.addAll(titles);
        }
        characters += question.length();
        List<ListedQuestion> ready = new ArrayList<>();
        while (!questions.isEmpty()
                && (!questions.element().question().lacksKey()
                        || questions.size() > MOST
                        || characters > MOST_CHARACTERS)) {
            ListedQuestion first = questions.remove().question();
            characters -= first.length();
            if (first.lacksKey()) {
                gone.add(first.number());
            }
            ready.add(first);
        }
        return ready;
    }

    /**
     * Gives questions the answers that stand behind them. Those since the last answers are meant, and where there are none, those
     * before that are still without.
     */
    void settle(List<AnswerList> lists) {
        if (lists.isEmpty()) {
            return;
        }
        List<Numbering> since = numberings(open);
        KeyMatch.match(since.isEmpty() ? numberings(0) : since, lists, gone);
        open = ++numbering;
        last = 0;
    }

    private List<Numbering> numberings(int from) {
        SortedMap<Integer, Numbering> found = new TreeMap<>();
        for (Waiting waiting : questions) {
            if (waiting.question().lacksKey() && waiting.numbering() >= from) {
                Numbering of = found.computeIfAbsent(
                        waiting.numbering(), key -> new Numbering(new HashSet<>(), new LinkedHashMap<>()));
                of.titles().addAll(waiting.titles());
                of.questions().put(waiting.question().number(), waiting.question());
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether a question of that number waits, and one of its choices is what is said. */
    boolean names(int number, String said) {
        return waiting(number).limit(MOST_ASKED).anyMatch(question -> question.names(said));
    }

    boolean waitsFor(int number) {
        return waiting(number).findAny().isPresent();
    }

    private Stream<ListedQuestion> waiting(int number) {
        return questions.stream()
                .map(Waiting::question)
                .filter(question -> question.number() == number && question.lacksKey());
    }

    /** Whether a question without an answer stood beneath that title. */
    boolean isTitled(String title) {
        return known.contains(title);
    }

    /** All of them. */
    List<ListedQuestion> release() {
        List<ListedQuestion> all = questions.stream().map(Waiting::question).toList();
        questions.clear();
        characters = 0;
        return all;
    }
}
