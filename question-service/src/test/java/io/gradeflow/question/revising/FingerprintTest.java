package io.gradeflow.question.revising;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.ReadFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ordering\",\"stem\":\"S?\",\"order\":[\"%s\",\"%s\",\"z\"]}",
                "{\"type\":\"matching\",\"stem\":\"S?\",\"pairs\":[{\"prompt\":\"p\",\"answer\":\"%s\"},"
                        + "{\"prompt\":\"q\",\"answer\":\"%s\"}]}"
            })
    void shouldTellWhatIsRightFromWhatIsShown(String form) {
        Fingerprint one =
                Fingerprint.of(ReadFile.jsonLines(form.formatted("x", "y")).draft());
        Fingerprint other =
                Fingerprint.of(ReadFile.jsonLines(form.formatted("y", "x")).draft());

        assertThat(one.identity()).isEqualTo(other.identity());
        assertThat(one.content()).isEqualTo(other.content());
        assertThat(one.key()).isNotEqualTo(other.key());
    }
}
