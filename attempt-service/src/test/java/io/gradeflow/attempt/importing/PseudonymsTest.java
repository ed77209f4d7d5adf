package io.gradeflow.attempt.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

    private static final Pseudonyms OURS = under("a secret of thirty-two characters");

    @Test
    void shouldGiveTheSameNameTheSameIdUnderTheSameSecretAlone() {
        String id = OURS.learner("ada");

        assertThat(UUID.fromString(id)).satisfies(uuid -> {
            assertThat(uuid.version()).isEqualTo(8);
            assertThat(uuid.variant()).isEqualTo(2);
        });
        assertThat(under("a secret of thirty-two characters").learner("ada")).isEqualTo(id);
        assertThat(under("another secret of so many characters").learner("ada")).isNotEqualTo(id);
        assertThat(OURS.learner("Ada")).isNotEqualTo(id);
    }

    @Test
    void shouldTellResponsesOfTwoBanksApart() {
        UUID bank = UUID.randomUUID();

        assertThat(OURS.response(bank, "1")).isEqualTo(OURS.response(bank, "1"));
        assertThat(OURS.response(bank, "1")).isNotEqualTo(OURS.response(UUID.randomUUID(), "1"));
        assertThat(OURS.response(bank, "1")).isNotEqualTo(OURS.response(bank, "2"));
    }

    @Test
    void shouldSayWhatToSetWhereThereIsNoSecret() {
        assertThatThrownBy(() -> new Pseudonyms(Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GRADEFLOW_IMPORTS_LEARNER_SECRET");
        assertThatThrownBy(() -> under("too short")).hasMessageContaining("too short");
        assertThatThrownBy(() -> new Pseudonyms(Optional.of("no base64!"))).hasMessageContaining("not base64");
    }

    private static Pseudonyms under(String secret) {
        return new Pseudonyms(Optional.of(Base64.getEncoder().encodeToString(secret.getBytes())));
    }
}
