package io.gradeflow.grader.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private final KeyTable table = new KeyTable();
    private final UUID question = UUID.randomUUID();

    @Test
    void shouldHoldWhatManyKeysSayAlikeOnce() {
        UUID another = UUID.randomUUID();
        apply(question, 1, "A");
        apply(another, 1, "A");

        assertThat(table.find(question, 1, 1).orElseThrow().key())
                .isSameAs(table.find(another, 1, 1).orElseThrow().key());
        assertThat(table.find(question, 2, 1)).isEmpty();
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void shouldGiveAKeyOnlyInTheVersionThatIsAskedForOrANewerOne() {
        apply(question, 2, "B");
        apply(question, 1, "A");

        assertThat(table.find(question, 1, 1).orElseThrow().key()).isEqualTo(ChoiceKey.allOrNothing(List.of("B")));
        assertThat(table.find(question, 1, 3)).isEmpty();
    }

    @Test
    void shouldHoldAMillionKeysInAHeapOf600Megabytes() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionKeys.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(output);

        assertThat(process.waitFor()).as(output).isZero();
        Matcher line = Pattern.compile("1000000 keys, \\d+ ms, (\\d+) MB").matcher(output);
        assertThat(line.find()).as(output).isTrue();
        assertThat(Integer.parseInt(line.group(1))).isLessThan(200);
    }

    private void apply(UUID of, int version, String correct) {
        AnswerKeyPublished key = new AnswerKeyPublished(
                of, 1, new UUID(0, 1), version, ChoiceKey.allOrNothing(List.of(correct)), null, null);
        table.apply(new ConsumerRecord<>("answer-keys", 0, 0, key.recordKey(), EventJson.write(key)));
    }
}
