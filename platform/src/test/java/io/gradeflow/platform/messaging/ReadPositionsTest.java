package io.gradeflow.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadPositionsTest {

    private static final TopicPartition FIRST = new TopicPartition("answers-graded", 0);
    private static final TopicPartition SECOND = new TopicPartition("answers-graded", 1);

    private final ReadPositions positions = new ReadPositions();

    @Test
    void shouldFindThatLessIsStoredThanWasReached() {
        positions.reached(FIRST, 10);
        positions.reached(SECOND, 20);

        assertThat(positions.isLost(FIRST, 9)).isTrue();
        assertThat(positions.isLost(FIRST, 10)).isFalse();
        assertThat(positions.lost(topics -> Map.of(FIRST, 10L))).isEqualTo(Map.of(SECOND, 20L));
        assertThat(positions.lost(topics -> Map.of(FIRST, 9L, SECOND, 25L))).isEqualTo(Map.of(FIRST, 10L));
    }

    @Test
    void shouldTakeNothingForLostThatWasStoredWhileItLooked() {
        positions.reached(FIRST, 10);

        assertThat(positions.lost(topics -> {
                    positions.reached(FIRST, 30);
                    return Map.of(FIRST, 20L);
                }))
                .isEmpty();
    }

    @Test
    void shouldLeaveOutWhatWasReadAheadUntilItComesAgain() {
        positions.comesAgain(FIRST, 7);
        positions.comesAgain(FIRST, 12);

        assertThat(positions.isAhead(records(FIRST, 8, 9))).isTrue();
        assertThat(positions.isAhead(records(SECOND, 8, 9))).isFalse();
        assertThat(positions.isAhead(records(FIRST, 5, 9))).isFalse();
        assertThat(positions.isAhead(records(FIRST, 10, 11))).isFalse();
    }

    @Test
    void shouldGoOnInTheEndThoughWhatShouldComeAgainIsGoneFromTheLog() {
        positions.comesAgain(FIRST, 7);

        assertThat(IntStream.range(0, 20).filter(_ -> !positions.isAhead(records(FIRST, 8, 9))))
                .isNotEmpty();
    }

    @Test
    void shouldTakeNothingBackForWhatIsReadTwice() {
        positions.reached(FIRST, 10);
        positions.reached(FIRST, 5);
        assertThat(positions.isLost(FIRST, 9)).isTrue();

        positions.begin(FIRST, 5);
        assertThat(positions.isLost(FIRST, 5)).isFalse();
    }

    @Test
    void shouldForgetWhatAnotherReads() {
        positions.reached(FIRST, 10);
        positions.comesAgain(FIRST, 7);

        positions.forget(FIRST);

        assertThat(positions.isLost(FIRST, 0)).isFalse();
        assertThat(positions.isAhead(records(FIRST, 8, 9))).isFalse();
    }

    private static ConsumerRecords<String, byte[]> records(TopicPartition partition, long first, long last) {
        List<ConsumerRecord<String, byte[]>> records = LongStream.rangeClosed(first, last)
                .mapToObj(offset ->
                        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "learner", new byte[0]))
                .toList();
        return new ConsumerRecords<>(Map.of(partition, records), Map.of());
    }
}
