package io.gradeflow.question.formats;

import io.gradeflow.question.formats.Draft.DraftChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Texts in an order, and with ids, that come from the texts alone: whatever is right of them, they are published the same. A
 * file has them as they belong, and would give the key away. Texts that read the same are one.
 *
 * @param texts by their wordings
 */
public record KeylessOrder(SortedMap<String, String> texts) {

    public static KeylessOrder of(Stream<String> texts) {
        SortedMap<String, String> byWording = new TreeMap<>();
        texts.forEach(text -> byWording.merge(place(text), text, BinaryOperator.minBy(Comparator.naturalOrder())));
        return new KeylessOrder(byWording);
    }

    /** A, B, C, ... */
    public String id(String text) {
        return ChoiceQuestion.id(texts.headMap(place(text)).size());
    }

    /** As they are said, and where that is the same, as they read. */
    private static String place(String text) {
        return Wording.normalised(text) + '\u0000' + Wording.shown(text);
    }

    public List<DraftChoice> choices() {
        List<DraftChoice> choices = new ArrayList<>();
        texts.values().forEach(text -> choices.add(new DraftChoice(ChoiceQuestion.id(choices.size()), text, false)));
        return choices;
    }
}
