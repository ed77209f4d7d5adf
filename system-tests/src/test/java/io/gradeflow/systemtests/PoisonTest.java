package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.faults.Poison;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.grading.ChoiceKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can never be graded stands between what can: that arrives, and the rest is listed, and sent again once it can be graded. */
@OnTheSystem
class PoisonTest {

    private final SystemUnderTest system;
    private final Client learner;
    private final Client admin;

    PoisonTest(SystemUnderTest system) {
        this.system = system;
        this.learner = Client.learner(
                system, "poisoned-" + UUID.randomUUID().toString().substring(0, 8));
        this.admin = Client.of(system, "an-admin", "admin");
    }

    @Test
    void shouldGradeWhatStandsBetweenPoisonOfEachKindAndReplayItOnceItsCauseIsGone() {
        KeyedBank bank = KeyedBank.create(system);
        String attempt = learner.startAttempt(bank.slug()).path("id");
        learner.answer(attempt, 1, List.of("A"));
        AnswerSubmitted pattern = submitted(attempt, 1);
        UUID unpublished = UUID.randomUUID();
        AnswerSubmitted early = EventJson.read(
                json(pattern)
                        .replace(pattern.questionId().toString(), unpublished.toString())
                        .replace(
                                pattern.attemptId().toString(),
                                UUID.randomUUID().toString())
                        .replace(
                                pattern.answerId().toString(), UUID.randomUUID().toString())
                        .getBytes(StandardCharsets.UTF_8),
                AnswerSubmitted.class);

        try (Poison poison = new Poison(system, learner.id())) {
            poison.add("no answer");
            learner.answer(attempt, 2, List.of("A"));
            poison.add(null);
            learner.answer(attempt, 3, List.of("A"));
            poison.add(json(early));
            learner.answer(attempt, 4, List.of("A"));
            poison.add(json(pattern)
                    .replace(pattern.bankId().toString(), UUID.randomUUID().toString()));
            learner.answer(attempt, 5, List.of("A"));
            poison.add(json(pattern).replace("\"kind\":\"choice\"", "\"kind\":\"essay\""));
            learner.answer(attempt, 6, List.of("A"));
            poison.add(json(pattern).replaceFirst("\\{", "{\"addedLater\":1,"));
            learner.answer(attempt, 7, List.of("A"));

            await().untilAsserted(() -> assertThat(graded(attempt)).isEqualTo(7));
            await().untilAsserted(() -> assertThat(rejected(""))
                    .extracting(item -> item.get("reason"))
                    .containsExactlyInAnyOrder(
                            "UNPARSABLE", "UNPARSABLE", "KEY_UNKNOWN", "BANK_MISMATCH", "UNPARSABLE"));

            poison.publish(
                    Topic.ANSWER_KEYS,
                    new AnswerKeyPublished(
                            unpublished,
                            early.revision(),
                            early.bankId(),
                            1,
                            ChoiceKey.allOrNothing(List.of("A")),
                            null,
                            null));
        }
        assertThat(replay(id("KEY_UNKNOWN"))).isEqualTo(1);

        assertThat(await().until(() -> grade(early), Optional::isPresent)
                        .orElseThrow()
                        .correct())
                .isTrue();
        await().untilAsserted(() -> assertThat(rejected("&resolved=true"))
                .extracting(item -> item.get("reason"))
                .containsExactly("KEY_UNKNOWN"));
        assertThat(replay(id("BANK_MISMATCH"))).isEqualTo(1);
        await().untilAsserted(() -> assertThat(rejected(""))
                .filteredOn(item -> item.get("reason").equals("BANK_MISMATCH"))
                .extracting(item -> item.get("rejections"), item -> item.get("replayedAt"))
                .containsExactly(tuple(2, null)));
    }

    private int graded(String attempt) {
        return learner.request().get("/attempts/" + attempt).path("totals.graded");
    }

    private AnswerSubmitted submitted(String attempt, int position) {
        return await().until(
                        () -> read(Topic.ANSWERS_SUBMITTED, AnswerSubmitted.class)
                                .filter(answer ->
                                        answer.attemptId().toString().equals(attempt) && answer.position() == position)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Optional<AnswerGraded> grade(AnswerSubmitted answer) {
        return read(Topic.ANSWERS_GRADED, AnswerGraded.class)
                .filter(grade -> grade.answerId().equals(answer.answerId()))
                .findFirst();
    }

    private <E> Stream<E> read(Topic topic, Class<E> type) {
        return TopicRecords.of(system.bootstrapServers(), topic.topicName()).stream()
                .filter(record -> learner.id().equals(record.key()))
                .map(record -> readable(record.value(), type))
                .flatMap(Optional::stream);
    }

    private static <E> Optional<E> readable(byte @Nullable [] value, Class<E> type) {
        try {
            return value == null ? Optional.empty() : Optional.of(EventJson.read(value, type));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    private String id(String reason) {
        return rejected("&reason=" + reason).stream()
                .map(item -> String.valueOf(item.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> rejected(String query) {
        List<Map<String, Object>> all = admin.request()
                .get("/grading/rejected?limit=500" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return all.stream().filter(item -> learner.id().equals(item.get("key"))).toList();
    }

    private int replay(String id) {
        return admin.request()
                .body(Map.of("ids", List.of(id)))
                .post("/grading/rejected/replay")
                .then()
                .statusCode(200)
                .extract()
                .path("sent");
    }

    private static String json(AnswerSubmitted answer) {
        return new String(EventJson.write(answer), StandardCharsets.UTF_8);
    }
}
