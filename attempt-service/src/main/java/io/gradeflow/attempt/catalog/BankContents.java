package io.gradeflow.attempt.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What can be asked from a bank at one of its revisions, in memory: no texts, so that banks of tens of thousands of questions
 * are small.
 */
public final class BankContents {

    /** One question that can be asked. */
    public record Entry(UUID questionId, int revision, Set<UUID> topicIds) {}

    private final List<Entry> entries;
    private final Map<String, UUID> topics;
    private final Map<String, List<Entry>> below = new ConcurrentHashMap<>();

    /**
     * @param entries in the order of their question ids, which composition counts on
     * @param topics ids by path
     */
    public BankContents(List<Entry> entries, Map<String, UUID> topics) {
        this.entries = List.copyOf(entries);
        this.topics = Map.copyOf(topics);
    }

    /** All that can be asked, in the order of question ids. */
    public List<Entry> entries() {
        return entries;
    }

    /** The questions of a topic and of all topics below it, in the same order; empty if there is no such topic. */
    public Optional<List<Entry>> below(String topicPath) {
        if (!topics.containsKey(topicPath)) {
            return Optional.empty();
        }
        return Optional.of(below.computeIfAbsent(topicPath, this::find));
    }

    private List<Entry> find(String topicPath) {
        Set<UUID> wanted = topics.entrySet().stream()
                .filter(topic ->
                        topic.getKey().equals(topicPath) || topic.getKey().startsWith(topicPath + "/"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> entry.topicIds().stream().anyMatch(wanted::contains))
                .toList();
    }
}
