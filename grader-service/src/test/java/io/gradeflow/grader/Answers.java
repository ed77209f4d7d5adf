package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;

import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Somebody's answers to a question of their own, which go to the graders as attempt-service sends them. */
public abstract class Answers {

    protected final UUID question = UUID.randomUUID();
    protected final UUID bank = UUID.randomUUID();
    protected final String learner = "learner-" + UUID.randomUUID();

    protected void publishKey(int version, String correct) {
        publishKey(version, ChoiceKey.allOrNothing(List.of(correct)));
    }

    protected void publishKey(int version, AnswerKey key) {
        send(Topic.ANSWER_KEYS, new AnswerKeyPublished(question, 1, bank, version, key, null, null));
    }

    protected AnswerSubmitted submit(int keyVersion, String choice, Topic lane) {
        return submit(learner, keyVersion, choice, lane);
    }

    protected AnswerSubmitted submit(String learner, int keyVersion, String choice, Topic lane) {
        return submit(learner, keyVersion, choice(choice), lane);
    }

    protected AnswerSubmitted submit(String learner, int keyVersion, @Nullable Response response, Topic lane) {
        AnswerSubmitted answer = answer(learner, keyVersion, response);
        send(lane, answer);
        return answer;
    }

    protected static Response choice(String choice) {
        return ChoiceResponse.of(List.of(choice));
    }

    protected AnswerSubmitted answer(String learner, int keyVersion, @Nullable Response response) {
        return new AnswerSubmitted(
                UUID.randomUUID(),
                1,
                UUID.randomUUID(),
                1,
                learner,
                bank,
                "practice",
                List.of(),
                question,
                1,
                response,
                null,
                Instant.now(),
                keyVersion,
                null,
                null);
    }

    protected static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }

    protected AnswerGraded grade(AnswerSubmitted answer, Topic lane) {
        return await().until(() -> grades(answer, lane), found -> !found.isEmpty())
                .getFirst();
    }

    protected List<AnswerGraded> grades(AnswerSubmitted answer, Topic lane) {
        return mine(lane)
                .map(record -> EventJson.read(record.value(), AnswerGraded.class))
                .filter(grade -> grade.answerId().equals(answer.answerId()))
                .toList();
    }

    protected List<AnswerRejected> rejections() {
        return mine(Topic.ANSWERS_REJECTED)
                .map(record -> EventJson.read(record.value(), AnswerRejected.class))
                .toList();
    }

    protected List<Integer> partitions(Topic topic) {
        return mine(topic).map(ConsumerRecord::partition).distinct().toList();
    }

    protected Stream<ConsumerRecord<String, byte[]>> mine(Topic topic) {
        return TopicRecords.of(topic.topicName()).stream().filter(record -> learner.equals(record.key()));
    }
}
