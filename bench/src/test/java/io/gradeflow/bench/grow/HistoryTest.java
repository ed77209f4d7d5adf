package io.gradeflow.bench.grow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void shouldLetEachLearnerAnswerTheWholeBankAcrossStreams() {
        assertThat(History.lines("a-bank", 2, 3, 2)).isEqualTo("""
                {"externalId":"r-3","learner":"learner 1","bank":"a-bank","question":"q-2","choices":["C"]}
                {"externalId":"r-4","learner":"learner 2","bank":"a-bank","question":"q-1","choices":["B"]}
                """);
    }
}
