package io.gradeflow.question.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The places of texts, by what others write for them: the texts as they read, or in other letters where only one is meant by that. */
public final class TextPlaces {

    private final Map<String, Integer> shown = new HashMap<>();
    private final Map<String, List<Integer>> normalised = new HashMap<>();

    public TextPlaces(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (shown.putIfAbsent(Wording.shown(texts.get(i)), i) == null) {
                normalised
                        .computeIfAbsent(Wording.normalised(texts.get(i)), wording -> new ArrayList<>())
                        .add(i);
            }
        }
    }

    /** All that may be meant, counted from 0: none where it is no text, several where they differ in letter case or the like alone. */
    public List<Integer> of(String written) {
        Integer same = shown.get(Wording.shown(written));
        return same == null ? normalised.getOrDefault(Wording.normalised(written), List.of()) : List.of(same);
    }

    /** The only one that may be meant; -1 where there is none, or several are. */
    public int only(String written) {
        List<Integer> places = of(written);
        return places.size() == 1 ? places.getFirst() : -1;
    }
}
