package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can never be graded, in one partition with what can. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class PoisonTest extends Answers {

    private static final byte[] NO_TEXT = {(byte) 0xff, 0, 'x'};

    @Test
    void shouldGradeWhatStandsBetweenPoisonOfEachKind() {
        publishKey(1, "A");
        AnswerSubmitted pattern = answer();
        List<AnswerSubmitted> good = new ArrayList<>();

        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));
        send(NO_TEXT);
        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));
        send((byte[]) null);
        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));
        send(json(pattern).replace("\"keyVersion\":1", "\"keyVersion\":7"));
        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));
        send(json(pattern).replace(bank.toString(), UUID.randomUUID().toString()));
        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));
        send(json(pattern).replace("\"kind\":\"choice\"", "\"kind\":\"essay\""));
        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));
        send("x".repeat(1024 * 1024 + 1));
        good.add(submit(1, "A", Topic.ANSWERS_SUBMITTED));

        good.forEach(answer ->
                assertThat(grade(answer, Topic.ANSWERS_GRADED).correct()).isTrue());
        await().untilAsserted(() -> assertThat(rejections())
                .extracting(AnswerRejected::reason, AnswerRejected::topic, AnswerRejected::key)
                .containsExactlyInAnyOrder(
                        tuple(Reason.UNPARSABLE, "answers-submitted", learner),
                        tuple(Reason.UNPARSABLE, "answers-submitted", learner),
                        tuple(Reason.KEY_UNKNOWN, "answers-submitted", learner),
                        tuple(Reason.BANK_MISMATCH, "answers-submitted", learner),
                        tuple(Reason.UNPARSABLE, "answers-submitted", learner),
                        tuple(Reason.UNPARSABLE, "answers-submitted", learner)));
    }

    @Test
    void shouldRejectWhatItsKeyCannotGradeAndGoOn() {
        publishKey(1, new CreditAllKey(new BigDecimal("1E+2147483640")));
        submit(1, "A", Topic.ANSWERS_SUBMITTED);
        await().untilAsserted(() -> assertThat(rejections())
                .extracting(AnswerRejected::reason, AnswerRejected::detail)
                .containsExactly(tuple(
                        Reason.UNGRADABLE,
                        "grading by key version 1 of question " + question
                                + " revision 1 failed: ArithmeticException")));

        publishKey(2, "A");

        assertThat(grade(submit(2, "A", Topic.ANSWERS_SUBMITTED), Topic.ANSWERS_GRADED)
                        .correct())
                .isTrue();
    }

    @Test
    void shouldRejectAKeyThatLacksAPartAsUnknownAndGoOn() {
        String whole = new String(
                EventJson.write(
                        new AnswerKeyPublished(question, 1, bank, 1, ChoiceKey.allOrNothing(List.of("A")), null, null)),
                StandardCharsets.UTF_8);
        TopicRecords.send(
                Topic.ANSWER_KEYS.topicName(),
                question + "/1",
                whole.replace("\"policy\":\"all-or-nothing\",", "").getBytes(StandardCharsets.UTF_8));
        submit(1, "A", Topic.ANSWERS_SUBMITTED);
        await().untilAsserted(() ->
                assertThat(rejections()).extracting(AnswerRejected::reason).containsExactly(Reason.KEY_UNKNOWN));
    }

    @Test
    void shouldRejectARecordWithAHugeKeyThatIsCutAndGoOn() {
        publishKey(1, "A");
        String huge = learner + "\u0001".repeat(3 * 1024 * 1024);
        TopicRecords.send(Topic.ANSWERS_SUBMITTED.topicName(), huge, "no answer".getBytes(StandardCharsets.UTF_8));
        AnswerSubmitted odd = answer();
        TopicRecords.send(Topic.ANSWERS_SUBMITTED.topicName(), huge, EventJson.write(odd));

        assertThat(grade(odd, Topic.ANSWERS_GRADED).correct()).isTrue();
        AnswerRejected rejected = await().until(
                        () -> TopicRecords.of(Topic.ANSWERS_REJECTED.topicName()).stream()
                                .filter(record -> record.key().startsWith(learner))
                                .map(record -> EventJson.read(record.value(), AnswerRejected.class))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(rejected.key()).isEqualTo(huge.substring(0, 1000));
        assertThat(rejected.detail())
                .startsWith("not a AnswerSubmitted")
                .endsWith("; the record's key has " + huge.length() + " characters, of which 1000 are carried along");
        assertThat(rejected.payload()).isEqualTo("no answer");
    }

    @Test
    void shouldIgnoreFieldsOfANewerVersion() {
        publishKey(1, "A");
        AnswerSubmitted pattern = answer();

        send(json(pattern)
                .replaceFirst("\\{", "{\"confidence\":{\"sure\":0.7},")
                .replace("\"kind\":\"choice\"", "\"kind\":\"choice\",\"struckOut\":[\"C\"]"));

        assertThat(grade(pattern, Topic.ANSWERS_GRADED).correct()).isTrue();
        assertThat(rejections()).isEmpty();
    }

    @Test
    void shouldCarryWhatWasRejectedToTheByte() {
        send(NO_TEXT);
        send("no answer");
        send((byte[]) null);

        List<AnswerRejected> rejected = await().until(this::rejections, found -> found.size() == 3);
        assertThat(rejected)
                .extracting(AnswerRejected::payload, AnswerRejected::payloadBase64)
                .containsExactly(tuple("\uFFFD\u0000x", "/wB4"), tuple("no answer", null), tuple(null, null));
    }

    private AnswerSubmitted answer() {
        return answer(learner, 1, choice("A"));
    }

    private static String json(AnswerSubmitted answer) {
        return new String(EventJson.write(answer), StandardCharsets.UTF_8);
    }

    private void send(String value) {
        send(value.getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte @Nullable [] value) {
        TopicRecords.send(Topic.ANSWERS_SUBMITTED.topicName(), learner, value);
    }
}
