package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.WithdrawnKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class GraderServiceTest extends Answers {

    @Test
    void shouldGradeByTheKeyAndKeepTheLearnersPartition() {
        publishKey(1, "A");
        AnswerSubmitted right = submit(1, "A", Topic.ANSWERS_SUBMITTED);
        AnswerSubmitted wrong = submit(1, "B", Topic.ANSWERS_SUBMITTED);

        AnswerGraded good = grade(right, Topic.ANSWERS_GRADED);
        AnswerGraded bad = grade(wrong, Topic.ANSWERS_GRADED);

        assertThat(good.correct()).isTrue();
        assertThat(good.score()).isEqualByComparingTo("1");
        assertThat(good.keyVersion()).isEqualTo(1);
        assertThat(bad.correct()).isFalse();
        assertThat(bad.score()).isZero();
        assertThat(partitions(Topic.ANSWERS_SUBMITTED)).isEqualTo(partitions(Topic.ANSWERS_GRADED));
    }

    @Test
    void shouldGradeTheSlowLaneIntoATopicOfItsOwn() {
        publishKey(1, "A");

        AnswerSubmitted answer = submit(1, "A", Topic.ANSWERS_RESUBMITTED);

        assertThat(grade(answer, Topic.ANSWERS_REGRADED).correct()).isTrue();
        assertThat(grades(answer, Topic.ANSWERS_GRADED)).isEmpty();
    }

    @Test
    void shouldReadOnWhenTheSenderKnowsANewerKey() {
        publishKey(1, "A");
        publishKey(2, "B");

        AnswerSubmitted answer = submit(2, "B", Topic.ANSWERS_SUBMITTED);

        AnswerGraded graded = grade(answer, Topic.ANSWERS_GRADED);
        assertThat(graded.keyVersion()).isEqualTo(2);
        assertThat(graded.correct()).isTrue();
    }

    @Test
    void shouldGiveEverybodyTheCreditUnderAKeyThatSaysSo() {
        publishKey(1, "A");
        publishKey(2, new CreditAllKey(BigDecimal.TWO));

        for (Response response : Arrays.asList(ChoiceResponse.of(List.of("B")), null)) {
            AnswerGraded graded =
                    grade(submit(learner, 2, response, Topic.ANSWERS_RESUBMITTED), Topic.ANSWERS_REGRADED);
            assertThat(graded.keyVersion()).isEqualTo(2);
            assertThat(graded.score()).isEqualByComparingTo("2");
            assertThat(graded.maximum()).isEqualByComparingTo("2");
            assertThat(graded.correct()).isTrue();
        }
    }

    @Test
    void shouldTakeAWithdrawnQuestionOutOfScoreAndMaximum() {
        publishKey(1, "A");
        publishKey(2, new WithdrawnKey());

        for (Response response : Arrays.asList(ChoiceResponse.of(List.of("A")), null)) {
            AnswerGraded graded =
                    grade(submit(learner, 2, response, Topic.ANSWERS_RESUBMITTED), Topic.ANSWERS_REGRADED);
            assertThat(graded.keyVersion()).isEqualTo(2);
            assertThat(graded.score()).isZero();
            assertThat(graded.maximum()).isZero();
            assertThat(graded.correct()).isFalse();
        }
    }

    @Test
    void shouldGradeByTheHighestVersionThoughAnOlderOneIsSentAfterIt() {
        publishKey(3, "B");
        publishKey(2, new WithdrawnKey());
        publishKey(1, "A");
        // A key that doesn't exist is said to be unknown only when all that stands in the topic is read.
        submit(4, "B", Topic.ANSWERS_SUBMITTED);
        await().untilAsserted(() -> assertThat(rejections()).hasSize(1));

        AnswerGraded graded = grade(submit(3, "B", Topic.ANSWERS_SUBMITTED), Topic.ANSWERS_GRADED);

        assertThat(graded.keyVersion()).isEqualTo(3);
        assertThat(graded.correct()).isTrue();
    }

    @Test
    void shouldRejectAnAnswerWhoseKeyDoesNotExistAndGoOn() {
        AnswerSubmitted lost = submit(1, "A", Topic.ANSWERS_SUBMITTED);
        await().untilAsserted(() -> assertThat(rejections())
                .extracting(AnswerRejected::reason)
                .containsExactly(AnswerRejected.Reason.KEY_UNKNOWN));
        assertThat(rejections().getFirst().payload()).contains(lost.answerId().toString());

        publishKey(1, "A");
        AnswerSubmitted later = submit(1, "A", Topic.ANSWERS_SUBMITTED);

        assertThat(grade(later, Topic.ANSWERS_GRADED).correct()).isTrue();
    }

    @Test
    void shouldRejectWhatItCannotReadAndGoOn() {
        publishKey(1, "A");
        TopicRecords.send(
                Topic.ANSWERS_SUBMITTED.topicName(), learner, "{\"answerId\":7}".getBytes(StandardCharsets.UTF_8));

        AnswerSubmitted answer = submit(1, "A", Topic.ANSWERS_SUBMITTED);

        assertThat(grade(answer, Topic.ANSWERS_GRADED).correct()).isTrue();
        assertThat(rejections()).extracting(AnswerRejected::reason).containsExactly(AnswerRejected.Reason.UNPARSABLE);
    }

    @Test
    void shouldGoOnGradingThoughItsGroupRebalancesWhileItCommits() {
        publishKey(1, "A");
        List<UUID> submitted = new ArrayList<>();
        // Closed the other way round: the silent one ends the rebalance by leaving.
        try (Consumer<String, byte[]> newcomer = join();
                Consumer<String, byte[]> silent = join()) {
            await().until(() -> {
                silent.poll(Duration.ofMillis(100));
                return !silent.assignment().isEmpty();
            });
            // Until the silent member takes notice, which it never does, the group stays in its rebalance; the grader
            // hears of it
            // with a heartbeat, every three seconds.
            newcomer.poll(Duration.ofMillis(100));
            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(() -> {
                submitted.add(submit("learner-" + UUID.randomUUID(), 1, "A", Topic.ANSWERS_SUBMITTED)
                        .answerId());
                return true;
            });
        }

        await().untilAsserted(() -> assertThat(TopicRecords.of(Topic.ANSWERS_GRADED.topicName()))
                .extracting(record ->
                        EventJson.read(record.value(), AnswerGraded.class).answerId())
                .containsAll(submitted));
        given().get("/q/health").then().statusCode(200);
    }

    @Test
    void shouldBeReadyOnceKeysAreLoadedAndShowNoApi() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/api/v1/banks").then().statusCode(404);
    }

    /** One more member of the graders' group. */
    private static Consumer<String, byte[]> join() {
        Consumer<String, byte[]> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestTokens.bootstrapServers(),
                        "group.id",
                        "grader-service",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(Topic.ANSWERS_SUBMITTED.topicName()));
        return member;
    }
}
