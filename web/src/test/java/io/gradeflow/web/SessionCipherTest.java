package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionCipherTest {

    private static final String OLD = "an old secret that is long enough to be one";
    private static final String NEW = "a new secret that is long enough to be one";
    private static final String STATE = "eyJh.id|eyJh.access|300||réfresh";

    @Test
    void shouldOpenWhatItSealed() throws Exception {
        SessionCipher cipher = SessionCipher.of(List.of(NEW));

        String sealed = cipher.seal(STATE);

        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("eyJh");
        assertThat(cipher.open(sealed)).isEqualTo(STATE);
    }

    @Test
    void shouldOpenWhatAnOlderSecretSealedAndSealByTheNewest() throws Exception {
        SessionCipher before = SessionCipher.of(List.of(OLD));
        SessionCipher during = SessionCipher.of(List.of(NEW, OLD));
        SessionCipher after = SessionCipher.of(List.of(NEW));

        assertThat(during.open(before.seal(STATE))).isEqualTo(STATE);
        assertThat(after.open(during.seal(STATE))).isEqualTo(STATE);
        assertThatThrownBy(() -> after.open(before.seal(STATE))).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> before.open(during.seal(STATE))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void shouldOpenNothingThatWasChanged() throws Exception {
        SessionCipher cipher = SessionCipher.of(List.of(NEW));
        String sealed = cipher.seal(STATE);

        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThatThrownBy(() -> cipher.open(changed)).isInstanceOf(GeneralSecurityException.class);
        }
        for (String nonsense : List.of("", "nonsense", "not base64!", sealed.substring(0, 20))) {
            assertThatThrownBy(() -> cipher.open(nonsense)).as(nonsense).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void shouldNeverSealTheSameTwiceAlike() throws Exception {
        SessionCipher cipher = SessionCipher.of(List.of(NEW));
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            sealed.add(cipher.seal(STATE));
        }

        assertThat(sealed).hasSize(1000);
    }
}
