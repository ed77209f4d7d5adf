package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BankDigestTest {

    private static final BankDigest.Entry LOW =
            new BankDigest.Entry(UUID.fromString("00000000-0000-0000-0000-000000000001"), 2);
    /** Above {@link #LOW} as text, below it as Java compares UUIDs. */
    private static final BankDigest.Entry HIGH =
            new BankDigest.Entry(UUID.fromString("ffffffff-0000-0000-0000-000000000001"), 10);

    @Test
    void shouldNotDependOnTheOrderOfEntries() {
        assertThat(BankDigest.of(List.of(HIGH, LOW))).isEqualTo(BankDigest.of(List.of(LOW, HIGH)));
    }

    @Test
    void shouldTellRevisionsApart() {
        assertThat(BankDigest.of(List.of(LOW)))
                .isNotEqualTo(BankDigest.of(List.of(new BankDigest.Entry(LOW.questionId(), 3))));
    }

    @Test
    void shouldBeTheDigestThatOtherLanguagesCompute() {
        // printf '%s\n' 00000000-…-000000000001/2 ffffffff-…-000000000001/10 | sha256sum
        assertThat(BankDigest.of(List.of(HIGH, LOW)))
                .isEqualTo("ca3fbf813b21834a6924c65bdb4faed15019bf8ded02f1d074ad850386794945");
        assertThat(BankDigest.of(List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
