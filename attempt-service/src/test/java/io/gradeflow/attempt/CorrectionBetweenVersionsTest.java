package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Grade;
import io.gradeflow.platform.messaging.EndOffsets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** An answer is graded, then its key corrected, then the answer changed: of its four grades the last version's by the last key counts. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class CorrectionBetweenVersionsTest extends RegradeApi {

    private static final List<String> GRADES =
            List.of(Topic.ANSWERS_GRADED.topicName(), Topic.ANSWERS_REGRADED.topicName());

    /** A grade that tells from its score which it is: of that version of the answer, by that version of the key. */
    private enum Arrival {
        FIRST_BY_FORMER(1, 1, 1, Topic.ANSWERS_GRADED),
        FIRST_BY_CORRECTED(1, 2, 2, Topic.ANSWERS_REGRADED),
        SECOND_BY_FORMER(2, 1, 4, Topic.ANSWERS_GRADED),
        SECOND_BY_CORRECTED(2, 2, 7, Topic.ANSWERS_GRADED);

        private final int version;
        private final int keyVersion;
        private final int eighths;
        private final Topic lane;

        Arrival(int version, int keyVersion, int eighths, Topic lane) {
            this.version = version;
            this.keyVersion = keyVersion;
            this.eighths = eighths;
            this.lane = lane;
        }

        void of(Map<Integer, AnswerSubmitted> versions) {
            PublishedBank.send(
                    lane,
                    AnswerGraded.of(versions.get(version), keyVersion, Grade.ofFraction(eighths, 8, BigDecimal.ONE)));
        }

        static Stream<List<Arrival>> orders() {
            return orders(List.of(values()));
        }

        private static Stream<List<Arrival>> orders(List<Arrival> of) {
            return of.isEmpty()
                    ? Stream.of(List.of())
                    : of.stream().flatMap(first -> orders(of.stream()
                                    .filter(other -> other != first)
                                    .toList())
                            .map(others -> Stream.concat(Stream.of(first), others.stream())
                                    .toList()));
        }
    }

    @Inject
    Jdbi jdbi;

    @Inject
    EndOffsets ends;

    private final PublishedBank one = PublishedBank.withExam(1, 1, 30);

    @Test
    void shouldEndOnTheLastVersionByTheLastKeyInWhateverOrderGradesCome() {
        Map<String, List<Arrival>> orders = new HashMap<>();
        Arrival.orders().forEach(order -> orders.put(exam(one), order));
        orders.keySet().forEach(attempt -> answer(attempt, 1, "A").statusCode(202));
        Map<String, Map<Integer, AnswerSubmitted>> versions = new HashMap<>();
        awaitSent(Topic.ANSWERS_SUBMITTED, 1, orders)
                .forEach(sent -> versions.computeIfAbsent(sent.attemptId().toString(), attempt -> new HashMap<>())
                        .put(1, sent));
        versions.values().forEach(Arrival.FIRST_BY_FORMER::of);
        awaitAllTaken();
        UUID correction = one.correct(
                one.questions.getFirst(), 2, ChoiceKey.allOrNothing(List.of("B")), Effect.REGRADE);
        awaitSent(Topic.ANSWERS_RESUBMITTED, 1, orders);
        orders.keySet().forEach(attempt -> answer(attempt, 1, "B").statusCode(202));
        awaitSent(Topic.ANSWERS_SUBMITTED, 2, orders)
                .forEach(sent -> versions.get(sent.attemptId().toString()).put(2, sent));
        orders.keySet().forEach(attempt -> finish(attempt).statusCode(200));

        for (int i = 0; i < Arrival.values().length; i++) {
            int next = i;
            orders.forEach((attempt, order) -> order.get(next).of(versions.get(attempt)));
            awaitAllTaken();
        }

        assertThat(orders.keySet().stream()
                        .collect(Collectors.groupingBy(this::shownScore, Collectors.counting())))
                .isEqualTo(Map.of(0.875f, (long) orders.size()));
        // Of an answer that was given since, only the grade by the former key that was seen before is one that changed.
        await().untilAsserted(() -> campaign(correction)
                .body("status", equalTo("COMPLETE"))
                .body("answers.behind", equalTo(0))
                .body("answers.changed", equalTo(orders.size() / 2)));
    }

    private float shownScore(String attempt) {
        return results(attempt).body("provisional", equalTo(false)).extract().path("score");
    }

    private static List<AnswerSubmitted> awaitSent(Topic lane, int version, Map<String, ?> attempts) {
        return new ArrayList<>(await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> SentEvents.in(
                                        lane,
                                        AnswerSubmitted.class,
                                        sent -> sent.answerVersion() == version
                                                && attempts.containsKey(sent.attemptId().toString()))
                                .stream()
                                .collect(Collectors.toMap(
                                        AnswerSubmitted::attemptId, Function.identity(), (once, twice) -> once)),
                        found -> found.size() == attempts.size())
                .values());
    }

    /** Returns once every grade that stands in the topics now is taken in. */
    private void awaitAllTaken() {
        Map<TopicPartition, Long> sent = ends.now(GRADES).orElseThrow();
        await().until(() -> {
            Map<TopicPartition, Long> taken = jdbi.withHandle(handle -> handle.createQuery(
                            "SELECT topic, partition, next_offset FROM stored_offset WHERE topic = ANY (:topics)")
                    .bindArray("topics", String.class, GRADES)
                    .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                        found.put(
                                new TopicPartition(row.getString("topic"), row.getInt("partition")),
                                row.getLong("next_offset"));
                        return found;
                    }));
            return sent.entrySet().stream()
                    .allMatch(end -> taken.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }
}
