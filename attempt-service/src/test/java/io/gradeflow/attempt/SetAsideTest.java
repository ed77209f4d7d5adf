package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Grade;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class SetAsideTest extends AttemptApi {

    private static final String SET_ASIDE = "/api/v1/set-aside/attempt-service";

    private final String admin = TestTokens.bearer("admin-of-set-aside", "admin");

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void forgetWhatOtherTestsSetAside() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM set_aside_event"));
    }

    @Test
    void shouldListWhatCouldNotBeAppliedThoughItsKeyHoldsWhatNoTextCan() {
        AnswerSubmitted sent = answered();
        byte[] poison = "poison".getBytes(StandardCharsets.UTF_8);
        TopicRecords.send(Topic.ANSWERS_GRADED.topicName(), sent.learnerId() + "\u0000", poison);
        TopicRecords.send(Topic.ANSWERS_GRADED.topicName(), sent.learnerId(), poison);
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);

        await().untilAsserted(() -> view(sent.attemptId().toString()).body("totals.correct", equalTo(1)));
        await().untilAsserted(() -> list("").body("items", hasSize(2)));
        list("?topic=answers-graded")
                .body("items.payload", equalTo(List.of("poison", "poison")))
                .body("items[0].reason", containsString("AnswerGraded"))
                .body("items[0].tries", equalTo(0));
        list("?topic=banks").body("items", hasSize(0));
        String next = list("?limit=1").extract().path("next");
        list("?limit=1&cursor=" + next).body("items", hasSize(1)).body("next", equalTo(null));
    }

    @Test
    void shouldApplyAgainOnceTheCauseIsGoneAndOnlyOnce() {
        AnswerSubmitted sent = answered();
        setAside(7, EventJson.write(AnswerGraded.of(sent, 1, Grade.ofFraction(1, 1, BigDecimal.ONE))));
        setAside(8, "still poison".getBytes(StandardCharsets.UTF_8));

        replay("{\"topic\": \"answers-graded\"}")
                .statusCode(200)
                .body("applied", equalTo(1))
                .body("refused.event.offset", equalTo(List.of(8)))
                .body("refused[0].reason", containsString("AnswerGraded"))
                .body("left", equalTo(0));

        view(sent.attemptId().toString()).body("totals.correct", equalTo(1));
        list("").body("items.offset", equalTo(List.of(8))).body("items[0].tries", equalTo(1));
        list("?applied=true").body("items.offset", equalTo(List.of(7)));
        replay("{\"events\": [{\"topic\": \"answers-graded\", \"partition\": 0, \"offset\": 7}]}")
                .statusCode(200)
                .body("applied", equalTo(0))
                .body("refused", hasSize(1));
    }

    @Test
    void shouldPutNoOlderStateInThePlaceOfANewer() {
        PublishedBank bank = PublishedBank.of(1);
        UUID question = bank.questions.getFirst();
        attempt(bank);
        byte[] older = EventJson.write(new QuestionPublished(
                question,
                1,
                bank.id,
                "outdated",
                QuestionPublished.State.PUBLISHED,
                1,
                null,
                QuestionPublished.Kind.SINGLE,
                "An older text",
                List.of(new QuestionPublished.Choice("A", "a"), new QuestionPublished.Choice("B", "b")),
                new QuestionPublished.SelectionCount(1, 1),
                List.of(bank.topic)));
        TopicPartition place = placeOf(question + "/1");
        setAside("questions", place.partition(), 0, question + "/1", older);

        bank.publishQuestion(question);

        await().untilAsserted(() -> list("?applied=true&topic=questions")
                .body("items[0].reason", containsString("A newer record of its key came")));
        replay("{\"topic\": \"questions\"}").statusCode(200).body("applied", equalTo(0));
        String externalId = jdbi.withHandle(
                handle -> handle.createQuery("SELECT external_id FROM question WHERE question_id = :question")
                        .bind("question", question)
                        .mapTo(String.class)
                        .one());
        assertThat(externalId).isEqualTo("q-1");
    }

    @Test
    void shouldHoldWhatWaitsBeforeWhatItAppliesAsAReplayDoes() {
        PublishedBank bank = PublishedBank.of(1);
        UUID question = bank.questions.getFirst();
        attempt(bank);
        TopicPartition place = placeOf(question + "/1");
        setAside("questions", place.partition(), 0, question + "/1", "poison".getBytes(StandardCharsets.UTF_8));

        jdbi.useTransaction(handle -> {
            handle.execute("SELECT FROM set_aside_event WHERE record_key = ? FOR UPDATE", question + "/1");
            bank.publishQuestion(question);
            Waits.until(jdbi, "%UPDATE set_aside_event AS waiting%");
            // Else the two would wait for each other.
            handle.execute("SELECT FROM question WHERE question_id = ? FOR UPDATE NOWAIT", question);
        });

        await().untilAsserted(() ->
                list("?applied=true&topic=questions").body("items.key", equalTo(List.of(question + "/1"))));
    }

    @Test
    void shouldNameTheFaultOfARequestAndLetOnlyAdminsIn() {
        for (String body :
                List.of("{}", "{\"events\": []}", "{\"all\": true, \"topic\": \"x\"}", "{\"events\": [{}]}")) {
            replay(body).statusCode(400).body("field", equalTo("events"));
        }
        given().header("Authorization", admin)
                .get("/api/v1/set-aside/other-service")
                .then()
                .statusCode(404);
        given().header("Authorization", token()).get(SET_ASIDE).then().statusCode(403);
        for (Map.Entry<String, String> fault :
                Map.of("limit", "0", "cursor", "x").entrySet()) {
            given().header("Authorization", admin)
                    .get(SET_ASIDE + "?" + fault.getKey() + "=" + fault.getValue())
                    .then()
                    .statusCode(400)
                    .body("field", equalTo(fault.getKey()));
        }
    }

    private AnswerSubmitted answered() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        return awaitSubmitted(attempt, 1).getFirst();
    }

    /** Where records of this key stand. */
    private static TopicPartition placeOf(String key) {
        return TopicRecords.of("questions").stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .findFirst()
                .orElseThrow();
    }

    private void setAside(long offset, byte[] payload) {
        setAside("answers-graded", 0, offset, UUID.randomUUID().toString(), payload);
    }

    private void setAside(String topic, int partition, long offset, String key, byte[] payload) {
        int stored = jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO set_aside_event (topic, partition, record_offset, record_key, payload, reason, set_aside_at)
                        VALUES (:topic, :partition, :offset, :key, :payload, 'of a newer version', now())
                        """)
                .bind("topic", topic)
                .bind("partition", partition)
                .bind("offset", offset)
                .bind("key", key)
                .bind("payload", payload)
                .execute());
        assertThat(stored).isEqualTo(1);
    }

    private ValidatableResponse list(String query) {
        return given().header("Authorization", admin)
                .get(SET_ASIDE + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse replay(String body) {
        return given().header("Authorization", admin)
                .contentType("application/json")
                .body(body)
                .post(SET_ASIDE + "/replay")
                .then();
    }
}
