package io.gradeflow.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bank as it stands now: its name, its tree of topics, and what it holds.
 *
 * <p>Trigger: a bank was created, or its questions, topics, modes or blueprints changed. Sent after the questions and
 * keys that it counts were acknowledged. Key: bank id. Producer: question-service. Topic: {@code banks}, compacted.
 *
 * @param revision grows by at least one with each change
 * @param allowedModes the attempt modes that the bank may be used in, lower case
 * @param topics the whole tree, parents before children
 * @param questionCount how many questions can be asked at this revision
 * @param blueprints after which exams are composed, by name; null means none
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
        String digest,
        @Nullable List<Blueprint> blueprints)
        implements Event {

    /**
     * @param topicId stays the same when the topic is renamed or moved
     * @param path the way from the root, segments apart by {@code /}
     */
    public record BankTopic(UUID topicId, String path, String title) {}

    /**
     * How an exam over the bank is composed, timed and scored.
     *
     * @param name lower-case letters, digits and hyphens, unique in the bank
     * @param sections each with its questions, all different; at least one
     * @param unscored questions beside those of the sections, drawn from the same topics, that count for no score
     * @param minutes from start to deadline
     * @param passMark on the scale
     * @param scale what no right answer and what full credit give
     * @param sittingOnly whether it is for sittings alone, so that nobody sees its questions before
     */
    public record Blueprint(
            String name,
            String title,
            List<Section> sections,
            int unscored,
            int minutes,
            int passMark,
            Scale scale,
            boolean sittingOnly) {}

    /** @param topicPath the topic whose questions, and those below it, are drawn from; the path is unique in the bank */
    public record Section(String topicPath, int count) {}

    /** Both ends belong to it. */
    public record Scale(int min, int max) {}

    @Override
    public String recordKey() {
        return bankId.toString();
    }

    @Override
    public String eventId() {
        return bankId + ":" + revision;
    }
}
