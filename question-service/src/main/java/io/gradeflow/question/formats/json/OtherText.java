package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gradeflow.question.formats.HtmlText;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.WholeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts of a question as other programs write them, made Markdown: they may be HTML, and they may speak of HTML. Tags that others end
 * make a text HTML. Where a tag of the question has no end, or choices that are an element each are different ones, the question speaks
 * of tags, and all its texts stay as they are, unless its stem is of paragraphs and the like.
 */
final class OtherText {

    private final boolean speaksOfTags;

    private OtherText(boolean speaksOfTags) {
        this.speaksOfTags = speaksOfTags;
    }

    /** The fields with all texts in them made Markdown. */
    static Map<String, JsonNode> markdown(Map<String, JsonNode> fields) {
        List<OtherTags> tags = new ArrayList<>();
        fields.values().forEach(value -> collect(value, tags));
        boolean isHtml = Stream.of(OtherNames.STEM, OtherNames.VAGUE_STEM, OtherNames.EXPLANATION)
                .flatMap(List::stream)
                .map(fields::get)
                .anyMatch(value -> value != null && value.isTextual() && isHtml(OtherTags.of(value.textValue())));
        OtherText texts = new OtherText(!isHtml && speaksOfTags(tags));
        Map<String, JsonNode> made = new LinkedHashMap<>();
        fields.forEach((name, value) -> made.put(name, OtherNames.ID.contains(name) ? value : texts.made(value)));
        return made;
    }

    private static void collect(JsonNode value, List<OtherTags> tags) {
        if (value.isContainerNode()) {
            value.forEach(part -> collect(part, tags));
        } else if (value.isTextual() && value.textValue().indexOf('<') >= 0) {
            tags.add(OtherTags.of(value.textValue()));
        }
    }

    private static boolean speaksOfTags(List<OtherTags> texts) {
        boolean differ = texts.stream()
                        .map(OtherTags::around)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())
                        .size()
                > 1;
        boolean isHtml = texts.stream().anyMatch(text -> isHtml(text) && !(differ && text.around() != null));
        return !isHtml && (differ || texts.stream().anyMatch(text -> text.open() || text.unknown()));
    }

    private static boolean isHtml(OtherTags text) {
        return text.blocks() && !text.open();
    }

    private JsonNode made(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(part -> array.add(made(part)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.fields().forEachRemaining(field -> object.set(field.getKey(), made(field.getValue())));
            return object;
        }
        return value.isTextual() ? TextNode.valueOf(made(value.textValue())) : value;
    }

    private String made(String written) {
        String text = WholeText.of(written).strip();
        OtherTags tags = OtherTags.of(text);
        if (speaksOfTags || tags.open()) {
            return text;
        }
        return tags.areHtml() ? HtmlText.markdown(text) : Markup.cleaned(text);
    }
}
