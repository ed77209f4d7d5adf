package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.grading.TextResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GradedWordsTest {

    @Test
    void shouldKeepNothingThatWasTypedOfAnOlderGrade() throws IOException {
        AnswerGraded typed = read(sample("short-text").replace("\u2026", "Simple Storage Service"));
        AnswerGraded ticked = read(sample("single"));

        assertThat(typed.response()).isEqualTo(new TextResponse("Simple Storage Service"));
        assertThat(typed.responseToKeep()).isEqualTo(TextResponse.WITHHELD);
        assertThat(ticked.responseToKeep()).isEqualTo(ticked.response()).isNotNull();
    }

    private static AnswerGraded read(String json) {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), AnswerGraded.class);
    }

    private static String sample(String name) throws IOException {
        try (InputStream golden = Objects.requireNonNull(
                GradedWordsTest.class.getResourceAsStream("/golden/io.gradeflow.answer.graded.v1." + name + ".json"))) {
            return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
