package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A prompt and the text that is right for it. */
public record Pair(String prompt, String answer) {

    /** Numbered from 1 in the order of the file. */
    public static List<Choice> prompts(List<Pair> pairs) {
        List<Choice> prompts = new ArrayList<>();
        for (Pair pair : pairs) {
            prompts.add(new Choice(String.valueOf(prompts.size() + 1), pair.prompt()));
        }
        return prompts;
    }

    public static SortedMap<String, String> key(List<Pair> pairs, KeylessOrder answers) {
        SortedMap<String, String> key = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            key.put(String.valueOf(i + 1), answers.id(pairs.get(i).answer()));
        }
        return key;
    }
}
