package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Stands in for question-service: publishes a bank of questions with choices A to D, of which {@code A} is right, in one
 * topic {@code all}.
 */
final class PublishedBank {

    final UUID id = UUID.randomUUID();
    final String slug = "bank-" + id;
    final UUID topic = UUID.randomUUID();
    final List<UUID> questions = new ArrayList<>();
    private final List<BankPublished.Blueprint> blueprints = new ArrayList<>();
    private final List<BankPublished.BankTopic> tree = new ArrayList<>();
    private final Map<UUID, List<UUID>> topicsOf = new HashMap<>();
    private int revision;

    static PublishedBank of(int questions) {
        PublishedBank bank = new PublishedBank();
        bank.addAndPublish(questions);
        return bank;
    }

    /** With an exam {@code mock} of so many scored questions and minutes. */
    static PublishedBank withExam(int questions, int asked, int minutes) {
        return withExam(questions, asked, 0, minutes);
    }

    /** With an exam {@code mock} of so many scored and unscored questions. */
    static PublishedBank withExam(int questions, int asked, int unscored, int minutes) {
        PublishedBank bank = new PublishedBank();
        bank.blueprints.add(new BankPublished.Blueprint(
                "mock",
                "Mock exam",
                List.of(new BankPublished.Section("all", asked)),
                unscored,
                minutes,
                720,
                new BankPublished.Scale(100, 1000),
                false));
        bank.addAndPublish(questions);
        return bank;
    }

    /** Three questions below {@code all}: one in {@code all/one}, one in {@code all/two}, one in both. */
    static PublishedBank withTree() {
        PublishedBank bank = new PublishedBank();
        UUID one = bank.addTopic("all/one");
        UUID two = bank.addTopic("all/two");
        bank.addTopic("all/none");
        bank.addAndPublish(List.of(List.of(one), List.of(two), List.of(one, two)));
        return bank;
    }

    private UUID addTopic(String path) {
        UUID added = UUID.randomUUID();
        tree.add(new BankPublished.BankTopic(added, path, "Topic " + path));
        return added;
    }

    private void addAndPublish(List<List<UUID>> topics) {
        revision++;
        for (List<UUID> own : topics) {
            UUID question = UUID.randomUUID();
            topicsOf.put(question, own);
            publishNew(question);
        }
        publishBank();
    }

    void addAndPublish(int count) {
        addWithoutBank(count);
        publishBank();
    }

    void addWithoutBank(int count) {
        revision++;
        for (int i = 0; i < count; i++) {
            publishNew(UUID.randomUUID());
        }
    }

    private void publishNew(UUID question) {
        questions.add(question);
        publishKey(question, 1, "A");
        publishQuestion(question);
    }

    void publishQuestion(UUID question) {
        send(
                Topic.QUESTIONS,
                new QuestionPublished(
                        question,
                        1,
                        id,
                        null,
                        QuestionPublished.State.PUBLISHED,
                        revision,
                        null,
                        QuestionPublished.Kind.SINGLE,
                        "Which one is right?",
                        List.of(
                                new QuestionPublished.Choice("A", "This one"),
                                new QuestionPublished.Choice("B", "That one"),
                                new QuestionPublished.Choice("C", "Another one"),
                                new QuestionPublished.Choice("D", "None")),
                        new QuestionPublished.SelectionCount(1, 1),
                        topicsOf.getOrDefault(question, List.of(topic))));
    }

    void publishKey(UUID question, int keyVersion, String correct) {
        send(
                Topic.ANSWER_KEYS,
                new AnswerKeyPublished(
                        question,
                        1,
                        id,
                        keyVersion,
                        ChoiceKey.allOrNothing(List.of(correct)),
                        "Because it is " + correct,
                        null));
    }

    void publishBank() {
        publishBank(BankDigest.of(questions.stream()
                .map(question -> new BankDigest.Entry(question, 1))
                .toList()));
    }

    void publishBank(String digest) {
        send(
                Topic.BANKS,
                new BankPublished(
                        id,
                        slug,
                        "A bank",
                        revision,
                        List.of("practice", "exam", "review"),
                        Stream.concat(Stream.of(new BankPublished.BankTopic(topic, "all", "All")), tree.stream())
                                .toList(),
                        questions.size(),
                        digest,
                        blueprints));
    }

    static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }
}
