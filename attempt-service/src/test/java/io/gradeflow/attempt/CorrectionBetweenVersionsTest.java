package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
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
                    : of.stream()
                            .flatMap(first -> orders(of.stream()
                                            .filter(other -> other != first)
                                            .toList())
                                    .map(others -> Stream.concat(Stream.of(first), others.stream())
                                            .toList()));
        }
    }

    /** Sits an exam, and has the grades of it come in an order of its own. */
    private static final class Sitter extends AttemptApi {

        private final List<Arrival> order;
        private final String attempt;
        private final Map<Integer, AnswerSubmitted> versions = new HashMap<>();

        Sitter(PublishedBank bank, List<Arrival> order) {
            this.order = order;
            this.attempt = attemptId(start("{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}")
                    .statusCode(201)
                    .extract()
                    .asString());
        }

        void answer(String choice) {
            answer(attempt, 1, choice).statusCode(202);
        }

        void arrive(int next) {
            order.get(next).of(versions);
        }

        float shownScore() {
            return as(token())
                    .get(ATTEMPTS + "/" + attempt + "/results")
                    .then()
                    .body("provisional", equalTo(false))
                    .extract()
                    .path("score");
        }
    }

    @Inject
    Jdbi jdbi;

    @Inject
    EndOffsets ends;

    private final PublishedBank one = PublishedBank.withExam(1, 1, 30);

    @Test
    void shouldEndOnTheLastVersionByTheLastKeyInWhateverOrderGradesCome() {
        List<Sitter> sitters =
                Arrival.orders().map(order -> new Sitter(one, order)).toList();
        sitters.forEach(sitter -> sitter.answer("A"));
        awaitSent(Topic.ANSWERS_SUBMITTED, 1, sitters);
        sitters.forEach(sitter -> Arrival.FIRST_BY_FORMER.of(sitter.versions));
        awaitAllTaken();
        UUID correction =
                one.correct(one.questions.getFirst(), 2, ChoiceKey.allOrNothing(List.of("B")), Effect.REGRADE);
        awaitSent(Topic.ANSWERS_RESUBMITTED, 1, sitters);
        sitters.forEach(sitter -> sitter.answer("B"));
        awaitSent(Topic.ANSWERS_SUBMITTED, 2, sitters);
        sitters.forEach(sitter -> sitter.finish(sitter.attempt).statusCode(200));

        for (int i = 0; i < Arrival.values().length; i++) {
            int next = i;
            sitters.forEach(sitter -> sitter.arrive(next));
            awaitAllTaken();
        }

        assertThat(sitters.stream().collect(Collectors.groupingBy(Sitter::shownScore, Collectors.counting())))
                .isEqualTo(Map.of(0.875f, (long) sitters.size()));
        // Of an answer that was given since, only the grade by the former key that was seen before is one that changed.
        await().untilAsserted(() -> campaign(correction)
                .body("status", equalTo("COMPLETE"))
                .body("answers.behind", equalTo(0))
                .body("answers.changed", equalTo(sitters.size() / 2)));
    }

    /** Returns once the version of everybody's answer is in the lane. */
    private static void awaitSent(Topic lane, int version, List<Sitter> sitters) {
        Map<String, Sitter> byAttempt =
                sitters.stream().collect(Collectors.toMap(sitter -> sitter.attempt, Function.identity()));
        await().until(() -> {
            List<AnswerSubmitted> sent = SentEvents.in(
                    lane,
                    AnswerSubmitted.class,
                    answer -> answer.answerVersion() == version
                            && byAttempt.containsKey(answer.attemptId().toString()));
            sent.forEach(answer ->
                    byAttempt.get(answer.attemptId().toString()).versions.put(version, answer));
            return sent.stream().map(AnswerSubmitted::attemptId).distinct().count() == sitters.size();
        });
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
            return sent.entrySet().stream().allMatch(end -> taken.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }
}
