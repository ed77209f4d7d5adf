package io.gradeflow.events;

import java.util.List;
import java.util.UUID;

/**
 * A bank as it stands now: its name, its tree of topics, and what it holds.
 *
 * <p>Trigger: a bank was created, or an import or an edit changed its questions or topics. Sent after the questions and
 * keys that it counts were acknowledged. Key: bank id. Producer: question-service. Topic: {@code banks}, compacted.
 *
 * @param revision grows by at least one with each change
 * @param allowedModes the attempt modes that the bank may be used in, lower case
 * @param topics the whole tree, parents before children
 * @param questionCount how many questions can be asked at this revision
 * @param digest {@link BankDigest} over the (question, revision) pairs that can be asked at this revision
 */
public record BankPublished(
        UUID bankId,
        String slug,
        String title,
        int revision,
        List<String> allowedModes,
        List<BankTopic> topics,
        int questionCount,
        String digest)
        implements Event {

    /**
     * @param topicId stays the same when the topic is renamed or moved
     * @param path the way from the root, segments apart by {@code /}
     */
    public record BankTopic(UUID topicId, String path, String title) {}

    @Override
    public String recordKey() {
        return bankId.toString();
    }

    @Override
    public String eventId() {
        return bankId + ":" + revision;
    }
}
