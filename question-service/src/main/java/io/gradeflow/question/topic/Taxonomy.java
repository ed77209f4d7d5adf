package io.gradeflow.question.topic;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of topics as an author writes it, in YAML or JSON: {@code topics: [{path, title, keywords: []}]}. Parents that
 * aren't named are added.
 *
 * @param entries parents before children
 * @param plainPaths topics that were written as a path alone
 */
public record Taxonomy(List<TopicEntry> entries, List<String> plainPaths) {

    static final int MAX_TOPICS = 5_000;
    private static final int MAX_KEYWORDS = 500;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> FIELDS = Set.of("path", "title", "keywords");

    /** @throws InvalidTaxonomyException that names the first fault */
    public static Taxonomy parse(String text) throws InvalidTaxonomyException {
        JsonNode root = tree(text);
        JsonNode topics = root.get("topics");
        if (topics == null || !topics.isArray()) {
            throw new InvalidTaxonomyException("topics", "write topics: as a list of {path, title, keywords}");
        }
        return ofTopics(topics);
    }

    /** Front matter may lack topics, and has other fields, such as a title. */
    public static Taxonomy parseFrontMatter(String text) throws InvalidTaxonomyException {
        JsonNode topics = tree(text).get("topics");
        if (topics == null || topics.isNull()) {
            return new Taxonomy(List.of(), List.of());
        }
        if (!topics.isArray()) {
            throw new InvalidTaxonomyException("topics", "write topics as a list");
        }
        return ofTopics(topics);
    }

    private static JsonNode tree(String text) throws InvalidTaxonomyException {
        try {
            JsonNode root = YAML.readTree(text);
            if (root == null || !root.isObject()) {
                throw new InvalidTaxonomyException("topics", "write topics: as a list of {path, title, keywords}");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new InvalidTaxonomyException(
                    "topics",
                    "no well-formed YAML or JSON"
                            + (location == null
                                    ? ""
                                    : " at line " + location.getLineNr() + ", column " + location.getColumnNr()));
        }
    }

    private static Taxonomy ofTopics(JsonNode topics) throws InvalidTaxonomyException {
        Map<String, TopicEntry> entries = new LinkedHashMap<>();
        List<String> plain = new ArrayList<>();
        int index = 0;
        for (JsonNode topic : topics) {
            String field = "topics[" + index++ + "]";
            TopicEntry entry;
            if (topic.isTextual()) {
                entry = TopicEntry.ofPath(path(topic, field));
                plain.add(entry.path());
            } else {
                entry = entry(topic, field);
            }
            for (String parent : TopicPath.withParents(entry.path())) {
                entries.putIfAbsent(parent, TopicEntry.ofPath(parent));
            }
            entries.put(entry.path(), entry);
            if (entries.size() > MAX_TOPICS) {
                throw new InvalidTaxonomyException("topics", "there are more than " + MAX_TOPICS + " topics");
            }
        }
        return new Taxonomy(List.copyOf(entries.values()), plain);
    }

    private static TopicEntry entry(JsonNode topic, String field) throws InvalidTaxonomyException {
        if (!topic.isObject()) {
            throw new InvalidTaxonomyException(field, field + " must be {path, title, keywords}");
        }
        for (var member : topic.properties()) {
            if (!FIELDS.contains(member.getKey())) {
                throw new InvalidTaxonomyException(
                        field + "." + member.getKey(), field + " has path, title and keywords, not " + member.getKey());
            }
        }
        String path = path(topic.path("path"), field + ".path");
        JsonNode title = topic.get("title");
        if (title != null
                && (!title.isTextual()
                        || title.asText().isBlank()
                        || title.asText().length() > 200)) {
            throw new InvalidTaxonomyException(field + ".title", field + ".title must have 1 to 200 characters");
        }
        return new TopicEntry(
                path,
                title == null ? TopicPath.title(path) : title.asText().strip(),
                keywords(topic.get("keywords"), field));
    }

    private static String path(JsonNode path, String field) throws InvalidTaxonomyException {
        if (!path.isTextual() || !TopicPath.isValid(path.asText())) {
            throw new InvalidTaxonomyException(
                    field, field + " must be lower-case words joined by hyphens, levels apart by /");
        }
        return path.asText();
    }

    private static List<String> keywords(@Nullable JsonNode keywords, String field) throws InvalidTaxonomyException {
        if (keywords == null || keywords.isNull()) {
            return List.of();
        }
        List<String> phrases = new ArrayList<>();
        for (JsonNode keyword : keywords) {
            if (!keyword.isValueNode() || KeywordRules.words(keyword.asText()).isEmpty()) {
                throw new InvalidTaxonomyException(
                        field + ".keywords",
                        field + ".keywords must be a list of phrases, each with a letter or digit");
            }
            phrases.add(keyword.asText().strip());
        }
        if (!keywords.isArray() || phrases.size() > MAX_KEYWORDS) {
            throw new InvalidTaxonomyException(
                    field + ".keywords", field + ".keywords must be a list of at most " + MAX_KEYWORDS + " phrases");
        }
        return phrases;
    }
}
