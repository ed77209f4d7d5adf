package io.gradeflow.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BareLoopTest {

    @Test
    void shouldLengthenACopyByAPartOfItself() {
        assertThat(BareLoop.copy("answer".getBytes(), 0)).asString().isEqualTo("answer");
        assertThat(BareLoop.copy("answer".getBytes(), 8)).asString().isEqualTo("answeransweran");
    }

    @Test
    void shouldCarryTheMomentAtWhichARecordWasDue() {
        byte[] value = BareHops.value(42, 500);

        assertThat(value).hasSize(500);
        assertThat(ByteBuffer.wrap(value).getLong()).isEqualTo(42);
        assertThat(BareHops.value(42, 1)).hasSize(Long.BYTES);
    }
}
