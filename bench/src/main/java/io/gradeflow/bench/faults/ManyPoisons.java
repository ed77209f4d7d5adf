package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** Among the answers of the learners: nothing, no event, half of one, and answers to what doesn't exist. */
final class ManyPoisons {

    private static final int TIMES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String SET_ASIDE = Topic.ANSWERS_REJECTED.topicName();

    private ManyPoisons() {}

    /**
     * Returns when graders have set all of them aside.
     *
     * @throws BenchException if they haven't after a minute
     */
    static String add(FaultyStack stack, Random random) {
        try (Broker broker = new Broker(stack.bootstrapServers())) {
            Map<TopicPartition, Long> from = broker.ends(SET_ASIDE);
            Set<String> open = new HashSet<>();
            for (int time = 0; time < TIMES; time++) {
                try (Poison poison = new Poison(stack, Integer.toString(random.nextInt()))) {
                    values(random).forEach(value -> open.add(poison.add(value)));
                    open.add(poison.add(null));
                }
            }
            int all = open.size();
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty()) {
                if (System.nanoTime() > giveUp) {
                    throw new BenchException("Of " + all + " records that are no answers, " + open.size()
                            + " were not set aside within " + PATIENCE.toSeconds() + " s.");
                }
                Pause.of(BETWEEN_LOOKS);
                broker.read(
                        from,
                        record -> open.remove(EventJson.read(record.value(), AnswerRejected.class)
                                .eventId()));
            }
            return all + " records set aside";
        }
    }

    private static List<String> values(Random random) {
        String unknown = new String(
                EventJson.write(new AnswerSubmitted(
                        UUID.randomUUID(),
                        1,
                        UUID.randomUUID(),
                        1,
                        "nobody",
                        UUID.randomUUID(),
                        "practice",
                        List.of(),
                        UUID.randomUUID(),
                        1,
                        ChoiceResponse.of(List.of("A")),
                        null,
                        Instant.now(),
                        1,
                        null,
                        null)),
                StandardCharsets.UTF_8);
        return List.of(
                "no answer",
                unknown,
                unknown.substring(0, random.nextInt(1, unknown.length())),
                unknown.replace("\"kind\":\"choice\"", "\"kind\":\"essay\""));
    }
}
