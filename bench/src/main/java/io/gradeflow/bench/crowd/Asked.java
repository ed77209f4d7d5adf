package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question of a {@link KeyedBank} on somebody's paper.
 *
 * @param choices texts by id
 * @param corrected what is right otherwise than the words of the choices say
 */
public record Asked(int position, String stem, Map<String, String> choices, int select, Corrected corrected) {

    public static Asked of(JsonNode question, Corrected corrected) {
        Map<String, String> choices = new LinkedHashMap<>();
        question.path("choices")
                .forEach(choice -> choices.put(
                        choice.path("id").asText(), choice.path("text").asText()));
        return new Asked(
                question.path("position").asInt(),
                question.path("stem").asText(),
                choices,
                question.path("select").path("max").asInt(),
                corrected);
    }

    /** Whether exactly the right choices are ticked, by the key in force. */
    public boolean isRight(List<String> ticked) {
        return isRight(ticked, keyVersion());
    }

    /** Of the key in force. */
    public int keyVersion() {
        return corrected.keyVersion(stem);
    }

    /** The same by the key of a version. */
    public boolean isRight(List<String> ticked, int keyVersion) {
        Set<String> right = choices.entrySet().stream()
                .filter(choice -> corrected.isRight(stem, choice.getValue(), keyVersion))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return right.equals(new HashSet<>(ticked));
    }

    /** Any other response, sorted. */
    public List<String> otherThan(List<String> ticked, Random random) {
        List<String> ids = new ArrayList<>(choices.keySet());
        while (true) {
            Collections.shuffle(ids, random);
            List<String> other =
                    ids.subList(0, 1 + random.nextInt(select)).stream().sorted().toList();
            if (!other.equals(ticked)) {
                return other;
            }
        }
    }
}
