package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for question-service: publishes a bank of questions with the external ids {@code q-1}, {@code q-2}, ... and choices
 * A to D, of which {@code A} is right, in one topic {@code all}.
 */
final class PublishedBank {

    final UUID id = UUID.randomUUID();
    final String slug = "bank-" + id;
    final UUID topic = UUID.randomUUID();
    final List<UUID> questions = new ArrayList<>();
    private final List<BankPublished.Blueprint> blueprints = new ArrayList<>();
    private final List<BankPublished.BankTopic> tree = new ArrayList<>();
    private final Map<UUID, List<UUID>> topicsOf = new HashMap<>();
    private final Set<UUID> retired = new HashSet<>();
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

    /** A question of each kind whose choices aren't {@code A} to {@code D}: true or false, then what is typed, then what is arranged. */
    static PublishedBank ofKinds() {
        PublishedBank bank = new PublishedBank();
        bank.revision++;
        bank.addOfKind(
                Kind.TRUE_FALSE,
                List.of(new Choice("true", "True"), new Choice("false", "False")),
                null,
                ChoiceKey.allOrNothing(List.of("false")));
        bank.addOfKind(
                Kind.SHORT_TEXT,
                List.of(),
                null,
                new TextKey(List.of(new TextAnswer("Paris", Fraction.ONE)), TextRules.LENIENT, BigDecimal.ONE));
        bank.addOfKind(
                Kind.NUMERIC,
                List.of(),
                null,
                new NumericKey(
                        List.of(NumericRange.around(new BigDecimal("3.14"), new BigDecimal("0.01"), Fraction.ONE)),
                        BigDecimal.ONE));
        bank.addOfKind(
                Kind.MATCHING,
                List.of(new Choice("A", "Bonn"), new Choice("B", "Paris"), new Choice("C", "Rome")),
                List.of(new Choice("1", "France"), new Choice("2", "Italy")),
                new MatchingKey(new TreeMap<>(Map.of("1", "B", "2", "C")), MatchingPolicy.PER_PAIR, BigDecimal.ONE));
        bank.addOfKind(
                Kind.ORDERING,
                List.of(new Choice("A", "disk"), new Choice("B", "memory"), new Choice("C", "tape")),
                null,
                new OrderingKey(List.of("C", "A", "B"), OrderingPolicy.PER_POSITION, BigDecimal.ONE));
        bank.publishBank();
        return bank;
    }

    private void addOfKind(Kind kind, List<Choice> choices, @Nullable List<Choice> prompts, AnswerKey key) {
        UUID question = UUID.randomUUID();
        questions.add(question);
        publishKey(question, 1, key, "As the guide says", null);
        int ticked = kind == Kind.TRUE_FALSE ? 1 : 0;
        send(
                Topic.QUESTIONS,
                new QuestionPublished(
                        question,
                        1,
                        id,
                        "q-" + questions.size(),
                        QuestionPublished.State.PUBLISHED,
                        revision,
                        null,
                        kind,
                        "What is it?",
                        choices,
                        new QuestionPublished.SelectionCount(ticked, ticked),
                        List.of(topic),
                        prompts));
    }

    /** From the next revision on it is asked no more. */
    void retire(UUID question) {
        retired.add(question);
        revision++;
        send(Topic.QUESTIONS, question(question, QuestionPublished.State.RETIRED, 1, revision));
        publishBank();
    }

    /** From the next revision on it is asked again. */
    void publishAgain(UUID question) {
        retired.remove(question);
        revision++;
        publishQuestion(question);
        publishBank();
    }

    void publishQuestion(UUID question) {
        send(Topic.QUESTIONS, question(question, QuestionPublished.State.PUBLISHED, revision, null));
    }

    private QuestionPublished question(
            UUID question, QuestionPublished.State state, int introducedIn, @Nullable Integer retiredIn) {
        return new QuestionPublished(
                question,
                1,
                id,
                "q-" + (questions.indexOf(question) + 1),
                state,
                introducedIn,
                retiredIn,
                QuestionPublished.Kind.SINGLE,
                "Which one is right?",
                List.of(
                        new QuestionPublished.Choice("A", "This one"),
                        new QuestionPublished.Choice("B", "That one"),
                        new QuestionPublished.Choice("C", "Another one"),
                        new QuestionPublished.Choice("D", "None")),
                new QuestionPublished.SelectionCount(1, 1),
                topicsOf.getOrDefault(question, List.of(topic)));
    }

    void publishKey(UUID question, int keyVersion, String correct) {
        publishKey(question, keyVersion, ChoiceKey.allOrNothing(List.of(correct)), "Because it is " + correct, null);
    }

    /** @return the id of the correction, whose reason is {@code "found faulty"} */
    UUID correct(UUID question, int keyVersion, AnswerKey key, AnswerKeyPublished.Effect effect) {
        UUID correction = UUID.randomUUID();
        publishKey(
                question,
                keyVersion,
                key,
                null,
                new AnswerKeyPublished.Correction(correction, effect, "found faulty", "an-author", TurnedClock.now()));
        return correction;
    }

    private void publishKey(
            UUID question,
            int keyVersion,
            AnswerKey key,
            @Nullable String explanation,
            AnswerKeyPublished.@Nullable Correction correction) {
        send(Topic.ANSWER_KEYS, new AnswerKeyPublished(question, 1, id, keyVersion, key, explanation, correction));
    }

    void publishBank() {
        publishBank(BankDigest.of(questions.stream()
                .filter(question -> !retired.contains(question))
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
                        questions.size() - retired.size(),
                        digest,
                        blueprints));
    }

    static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }
}
