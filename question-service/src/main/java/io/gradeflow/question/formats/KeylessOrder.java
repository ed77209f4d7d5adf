package io.gradeflow.question.formats;

import io.gradeflow.question.formats.Draft.DraftChoice;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts in an order, and with ids, that come from the texts alone: whatever is right of them, they are published the same. A
 * file has them as they belong, and would give the key away.
 */
public record KeylessOrder(List<String> texts) {

    public static KeylessOrder of(Stream<String> texts) {
        return new KeylessOrder(texts.distinct()
                .sorted(Comparator.comparing(Wording::normalised).thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** A, B, C, ... */
    public String id(String text) {
        return String.valueOf((char) ('A' + texts.indexOf(text)));
    }

    public List<DraftChoice> choices() {
        return texts.stream()
                .map(text -> new DraftChoice(id(text), text, false))
                .toList();
    }
}
