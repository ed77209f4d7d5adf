package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.question.formats.WholeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a question as other programs write them: texts, objects, or fields by their letters.
 *
 * @param texts without letters of their own
 * @param names by which something else may refer to them, in small letters; empty where one has none
 * @param marked places of those that say themselves that they are right
 * @param says whether each says itself whether it is right
 */
record OtherChoices(List<String> texts, List<String> names, List<Integer> marked, boolean says) {

    private static final OtherChoices NONE = new OtherChoices(List.of(), List.of(), List.of(), false);
    private static final Pattern LETTERED = Pattern.compile("\\(?([A-Za-z])[.):]\\s{0,9}(\\S.*)", Pattern.DOTALL);

    /** @param used takes the names of fields that are choices */
    static OtherChoices of(Map<String, JsonNode> fields, List<String> used) {
        String wrong = OtherNames.first(OtherNames.WRONG, fields);
        String key = OtherNames.first(OtherNames.KEY, fields);
        if (wrong != null && key != null && OtherNames.first(List.of("choices", "options"), fields) == null) {
            used.add(wrong);
            used.add(key);
            return mixed(fields.get(key), fields.get(wrong));
        }
        for (String name : OtherNames.CHOICES) {
            JsonNode choices = fields.get(name);
            if (choices != null && choices.isContainerNode()) {
                used.add(name);
                return choices.isArray() ? of(choices) : ofFields(choices);
            }
        }
        List<String> lettered =
                fields.keySet().stream().filter(OtherNames::isChoice).toList();
        if (lettered.size() < 2) {
            return NONE;
        }
        used.addAll(lettered);
        List<Choice> choices = new ArrayList<>();
        lettered.forEach(name -> choices.add(new Choice(text(fields.get(name)), OtherNames.choiceName(name), null)));
        return of(choices);
    }

    private record Choice(
            String text, String name, @Nullable Boolean right) {}

    /** What is right and what is wrong, in an order that tells neither. */
    private static OtherChoices mixed(@Nullable JsonNode right, @Nullable JsonNode wrong) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode part : parts(right)) {
            choices.add(new Choice(text(part), "", true));
        }
        for (JsonNode part : parts(wrong)) {
            choices.add(new Choice(text(part), "", false));
        }
        choices.sort(Comparator.comparing(Choice::text));
        return of(choices);
    }

    static List<JsonNode> parts(@Nullable JsonNode node) {
        if (node == null) {
            return List.of();
        }
        List<JsonNode> parts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(parts::add);
        } else {
            parts.add(node);
        }
        return parts;
    }

    private static OtherChoices of(JsonNode array) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode element : array) {
            choices.add(element.isObject() ? ofObject(element) : new Choice(text(element), "", null));
        }
        return of(choices);
    }

    private static Choice ofObject(JsonNode object) {
        Map<String, JsonNode> fields = OtherNames.fields(object);
        String right = OtherNames.RIGHT.stream()
                .filter(name -> flag(fields.get(name)) != null)
                .findFirst()
                .orElse("");
        String text = OtherNames.TEXT.stream()
                .filter(name -> fields.containsKey(name) && fields.get(name).isValueNode())
                .findFirst()
                .orElse("");
        String name = OtherNames.NAME.stream()
                .filter(one -> fields.containsKey(one) && !one.equals(text))
                .findFirst()
                .orElse("");
        return new Choice(text(fields.get(text)), text(fields.get(name)), flag(fields.get(right)));
    }

    /** By their letters, or as two lists of texts and letters. */
    private static OtherChoices ofFields(JsonNode object) {
        JsonNode texts = object.get("text");
        JsonNode labels = object.get("label");
        List<Choice> choices = new ArrayList<>();
        if (texts != null && texts.isArray()) {
            for (int i = 0; i < texts.size(); i++) {
                choices.add(new Choice(text(texts.get(i)), labels == null ? "" : text(labels.get(i)), null));
            }
        } else {
            object.fields().forEachRemaining(field -> {
                if (!field.getValue().isNull()) {
                    choices.add(new Choice(
                            text(field.getValue()), OtherNames.choiceName(OtherNames.plain(field.getKey())), null));
                }
            });
        }
        return of(choices);
    }

    private static OtherChoices of(List<Choice> choices) {
        List<Integer> marked = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            if (Boolean.TRUE.equals(choices.get(i).right())) {
                marked.add(i);
            }
        }
        List<String> texts = choices.stream().map(Choice::text).toList();
        return new OtherChoices(
                withoutLetters(texts),
                choices.stream().map(choice -> OtherNames.plain(choice.name())).toList(),
                marked,
                !choices.isEmpty() && choices.stream().anyMatch(choice -> choice.right() != null));
    }

    /** Where each begins with its letter. */
    private static List<String> withoutLetters(List<String> texts) {
        List<String> without = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Matcher lettered = LETTERED.matcher(texts.get(i));
            if (!lettered.matches() || Character.toLowerCase(lettered.group(1).charAt(0)) != 'a' + i) {
                return texts;
            }
            without.add(lettered.group(2).strip());
        }
        return without;
    }

    /** Whether a value says yes or no; null where it says neither. */
    static @Nullable Boolean flag(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> null;
        };
    }

    /** Empty where it is none. */
    static String text(@Nullable JsonNode value) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            return "";
        }
        return WholeText.of(value.isNumber() ? value.decimalValue().toPlainString() : value.asText())
                .strip();
    }
}
