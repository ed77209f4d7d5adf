package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.WholeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
    private static final Pattern LETTER = Pattern.compile("[a-z]");
    private static final Pattern LETTER_OR_NUMBER = Pattern.compile("[a-z]|\\d{1,2}");
    /** A number of more digits is written with an exponent where it has one, since its zeros alone may fill the memory. */
    private static final int MOST_DIGITS = 60;

    /** @param used takes the names of fields that are choices */
    static OtherChoices of(Map<String, JsonNode> fields, List<String> used) {
        List<String> wrong = OtherNames.wrong(fields);
        String key = OtherNames.first(OtherNames.KEY, fields);
        if (!wrong.isEmpty() && key != null && OtherNames.first(List.of("choices", "options"), fields) == null) {
            used.addAll(wrong);
            used.add(key);
            return mixed(
                    parts(fields.get(key)),
                    wrong.stream()
                            .flatMap(name -> parts(fields.get(name)).stream())
                            .toList());
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
    private static OtherChoices mixed(List<JsonNode> right, List<JsonNode> wrong) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode part : right) {
            choices.add(new Choice(text(part), "", true));
        }
        for (JsonNode part : wrong) {
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
        boolean labelled = areLabelled(array);
        for (JsonNode element : array) {
            choices.add(element.isObject() ? ofObject(element, labelled) : new Choice(text(element), "", null));
        }
        return of(choices);
    }

    /** Whether labels are texts of choices and values their names: where both are there, and labels neither count nor are letters. */
    private static boolean areLabelled(JsonNode array) {
        List<String> labels = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (JsonNode element : array) {
            Map<String, JsonNode> fields = OtherNames.fields(element);
            String label = text(fields.get("label"));
            String value = text(fields.get("value"));
            if (label.isEmpty() || value.isEmpty() || OtherNames.first(OtherNames.SURE_TEXT, fields) != null) {
                return false;
            }
            labels.add(OtherNames.plain(label));
            values.add(OtherNames.plain(value));
        }
        boolean saysMore = values.stream()
                .noneMatch(value -> LETTER_OR_NUMBER.matcher(value).matches());
        boolean areLetters =
                labels.stream().allMatch(label -> LETTER.matcher(label).matches());
        return !count(labels, ChoiceQuestion::id)
                && !(saysMore && (areLetters || count(labels, place -> String.valueOf(place + 1))));
    }

    private static boolean count(List<String> labels, IntFunction<String> name) {
        return IntStream.range(0, labels.size())
                .allMatch(place -> labels.get(place).equalsIgnoreCase(name.apply(place)));
    }

    /** @param labelled whether its label is the text, and its value the name */
    private static Choice ofObject(JsonNode object, boolean labelled) {
        Map<String, JsonNode> fields = OtherNames.fields(object);
        String right = OtherNames.RIGHT.stream()
                .filter(name -> flag(fields.get(name)) != null)
                .findFirst()
                .orElse("");
        List<String> texts = labelled ? List.of("label") : OtherNames.TEXT;
        List<String> names = labelled ? List.of("value") : OtherNames.NAME;
        String text = texts.stream()
                .filter(name -> fields.containsKey(name) && fields.get(name).isValueNode())
                .findFirst()
                .orElse("");
        String name = names.stream()
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
        return WholeText.of(value.isNumber() ? written(value.decimalValue()) : value.asText())
                .strip();
    }

    private static String written(BigDecimal number) {
        return number.precision() + Math.abs((long) number.scale()) > MOST_DIGITS
                ? number.toString()
                : number.toPlainString();
    }
}
