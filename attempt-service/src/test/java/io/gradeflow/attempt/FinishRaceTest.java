package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers and the end of their attempt at the same moment: what was acknowledged is on the paper, and nothing else. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class FinishRaceTest extends AttemptApi {

    private static final int ATTEMPTS_FINISHED = 25;
    private static final int POSITIONS = 4;

    @Test
    void shouldAnnounceExactlyWhatWasAcknowledgedBeforeTheEnd() throws Exception {
        PublishedBank bank = PublishedBank.of(POSITIONS);
        Map<String, Map<Integer, Integer>> acknowledged = new ConcurrentHashMap<>();
        for (int i = 0; i < ATTEMPTS_FINISHED; i++) {
            String attempt = attempt(bank);
            acknowledged.put(attempt, answerWhileItIsFinished(attempt));
        }

        assertThat(acknowledged.values())
                .as("the end came in the middle of the answers, at least now and then")
                .anyMatch(versions -> !versions.isEmpty());
        await().untilAsserted(() -> assertThat(papers(acknowledged)).isEqualTo(acknowledged));
    }

    /** The highest acknowledged version by position. */
    private Map<Integer, Integer> answerWhileItIsFinished(String attempt) throws Exception {
        Map<Integer, Integer> versions = new ConcurrentHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Runnable> answers = IntStream.rangeClosed(1, POSITIONS)
                    .<Runnable>mapToObj(position -> () -> change(attempt, position, versions))
                    .toList();
            answers.forEach(executor::submit);
            await().until(() -> !versions.isEmpty());
            finish(attempt).statusCode(200);
        }
        return versions;
    }

    private void change(String attempt, int position, Map<Integer, Integer> versions) {
        for (int change = 0; ; change++) {
            ValidatableResponse response = answer(attempt, position, change % 2 == 0 ? "A" : "B");
            if (response.extract().statusCode() != 202) {
                response.statusCode(409);
                return;
            }
            versions.merge(position, response.extract().path("version"), Math::max);
        }
    }

    private static Map<String, Map<Integer, Integer>> papers(Map<String, ?> attempts) {
        return SentEvents.in(
                        Topic.ATTEMPTS_FINISHED,
                        AttemptFinished.class,
                        event -> attempts.containsKey(event.attemptId().toString()))
                .stream()
                .collect(Collectors.toMap(event -> event.attemptId().toString(), FinishRaceTest::versions));
    }

    private static Map<Integer, Integer> versions(AttemptFinished event) {
        return event.paper().stream()
                .filter(entry -> entry.answerVersion() != null)
                .collect(Collectors.toMap(
                        AttemptFinished.PaperEntry::position, AttemptFinished.PaperEntry::answerVersion));
    }
}
