package io.gradeflow.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "2026-01-31T09:30:00+01:00", "9999-12-31T23:59:59.999999Z"})
    void shouldTakeTimesThatADatabaseHas(String text) {
        assertThat(StorableTime.parse(text)).contains(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59:59.999999Z",
                "9999-12-31T23:59:59.999999001Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "2026-01-31",
                "2026-01-31T09:30:00",
                "yesterday",
                ""
            })
    void shouldTakeNoOthers(String text) {
        assertThat(StorableTime.parse(text)).isEmpty();
    }

    @Test
    void shouldNotStoreWhatOnlyJavaKnows() {
        assertThat(StorableTime.isStorable(Instant.MAX)).isFalse();
        assertThat(StorableTime.isStorable(Instant.MIN)).isFalse();
        assertThat(StorableTime.isStorable(Instant.EPOCH)).isTrue();
    }
}
