package io.gradeflow.bench.grow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptRowsTest {

    @Test
    void shouldCopyAllButWhoAndWhen() {
        assertThat(KeptRows.copied("attempt_id", "uuid")).isEqualTo("md5(kept.attempt_id || '/{copy}')::uuid");
        assertThat(KeptRows.copied("learner_id", "text")).isEqualTo("md5(kept.learner_id || '/{copy}')::uuid::text");
        assertThat(KeptRows.copied("question_id", "uuid")).isEqualTo("kept.question_id");
        assertThat(KeptRows.copied("received_at", "timestamp with time zone"))
                .isEqualTo("kept.received_at - {copy} * interval '1 day'");
    }
}
