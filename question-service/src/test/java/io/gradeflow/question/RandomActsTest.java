package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever authors do and in whatever order, the other services come to hold just what is asked. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class RandomActsTest extends EditApi {

    private static final int ACTS = 60;
    private static final List<String> TREE = List.of("a", "a/b", "a/c", "d", "d/b");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<String> ids = new ArrayList<>();

    @Test
    void shouldTellOtherServicesJustWhatIsAskedWhateverAuthorsDo() {
        put("topics: [" + TREE.stream().map(path -> "{path: " + path + "}").collect(Collectors.joining(", ")) + "]");
        for (int i = 0; i < 5; i++) {
            ids.add(draft(question(i)));
        }

        for (int i = 0; i < ACTS; i++) {
            act();
        }
        as("author")
                .body(Map.of("modes", List.of("exam")))
                .put("/api/v1/banks/" + bank + "/modes")
                .then()
                .statusCode(200);

        Map<UUID, QuestionPublished> asked = askedByReaders();
        assertThat(BankDigest.of(asked.values().stream()
                        .map(question -> new BankDigest.Entry(question.questionId(), question.revision()))
                        .toList()))
                .as("seed %s", seed)
                .isEqualTo(publishedBank().digest());
        Map<String, UUID> topics = publishedBank().topics().stream()
                .collect(Collectors.toMap(BankPublished.BankTopic::path, BankPublished.BankTopic::topicId));
        List<Map<String, Object>> shown =
                as("author").get(questions("?limit=500&state=PUBLISHED")).path("items");
        assertThat(asked).as("seed %s", seed).hasSameSizeAs(shown);
        for (Map<String, Object> question : shown) {
            QuestionPublished told = asked.get(UUID.fromString((String) question.get("id")));
            assertThat(told.revision()).as("seed %s", seed).isEqualTo(question.get("revision"));
            List<?> paths = (List<?>) question.get("topics");
            assertThat(told.topicIds())
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            paths.stream().map(topics::get).toList());
            assertThat(keys(told.questionId().toString())).anyMatch(key -> key.revision() == told.revision());
        }
    }

    private void act() {
        String id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(8)) {
            case 0 -> {
                var written = write(question()).extract();
                if (written.statusCode() == 201) {
                    ids.add(written.path("question.id"));
                }
            }
            case 1 -> edit(id, question().replaceFirst("\"externalId\": \"[^\"]*\", ", ""));
            case 2, 3, 4 -> move(id, random.nextInt(3) > 0 ? "PUBLISHED" : "RETIRED");
            case 5 -> importFile(question());
            case 6 ->
                as("author")
                        .body(Map.of("topic", topic(), "into", topic()))
                        .post("/api/v1/banks/" + bank + "/topics/merges");
            default ->
                as("author")
                        .body(Map.of("filter", Map.of("topic", topic()), "add", List.of(topic())))
                        .post(questions("/tags"));
        }
    }

    private String question() {
        return question(random.nextInt(20));
    }

    private String question(int number) {
        return "{\"type\": \"true-false\", \"externalId\": \"q" + number + "\", \"stem\": \"Stem " + number + " v"
                + random.nextInt(3) + ".\", \"answer\": " + random.nextBoolean() + ", \"topics\": [\"" + topic()
                + "\"]}";
    }

    private String topic() {
        return TREE.get(random.nextInt(TREE.size()));
    }

    /** As attempt-service takes them from the events. */
    private Map<UUID, QuestionPublished> askedByReaders() {
        BankPublished published = publishedBank();
        Map<String, QuestionPublished> held = new HashMap<>();
        TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .map(record -> EventJson.read(record.value(), QuestionPublished.class))
                .filter(question -> question.bankId().equals(published.bankId()))
                .forEach(question -> held.put(question.recordKey(), question));
        Map<UUID, QuestionPublished> newest = new HashMap<>();
        held.values()
                .forEach(question -> newest.merge(
                        question.questionId(),
                        question,
                        (one, other) -> one.revision() > other.revision() ? one : other));
        assertThat(held.values()).as("seed %s", seed).allMatch(question -> question.introducedIn() > 0);
        return newest.entrySet().stream()
                .filter(entry -> entry.getValue().retiredIn() == null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
