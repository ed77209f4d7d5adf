package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretCheckTest {

    @Test
    void shouldNotStartWithoutASecretOrWithAShortOne() {
        assertThatThrownBy(() -> check(null))
                .hasMessageContaining("GRADEFLOW_WEB_SESSION_SECRET")
                .hasMessageContaining("set it to 32 or more");
        assertThatThrownBy(() -> check("x".repeat(31)))
                .hasMessageContaining("has 31 characters")
                .hasMessageNotContaining("xxx");
    }

    @Test
    void shouldStartWithASecretThatIsLongEnough() {
        assertThatCode(() -> check("x".repeat(32))).doesNotThrowAnyException();
    }

    @Test
    void shouldStartWithSeveralSecretsThatAreAllLongEnough() {
        String one = "x".repeat(32);

        assertThatCode(() -> check(one + "," + "y".repeat(32))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(one + "," + "y".repeat(31)))
                .hasMessageContaining("has 31 characters in one of its parts");
    }

    private static void check(String secret) {
        SessionSecret kept = () -> Optional.ofNullable(secret);
        new SecretCheck(kept).check(new StartupEvent());
    }
}
