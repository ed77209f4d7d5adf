package io.gradeflow.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.events.QuestionPublished.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A revision's choices as its row keeps them, without a word on which are correct. */
public final class StoredChoices {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Choice>> CHOICES = new TypeReference<>() {};

    private StoredChoices() {}

    public static String write(List<Choice> choices) {
        try {
            return JSON.writeValueAsString(choices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("choices are plain text and can always be written", e);
        }
    }

    /** Null where the revision has no prompts. */
    public static @Nullable List<Choice> readPrompts(@Nullable String stored) {
        return stored == null ? null : read(stored);
    }

    public static List<Choice> read(String stored) {
        try {
            return JSON.readValue(stored, CHOICES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored choices can't be read", e);
        }
    }
}
