package io.gradeflow.attempt.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {

    private static final String OLD = "2025:" + secret('o');
    private static final String NEW = "2026:" + secret('n');

    private final Receipt receipt = Receipt.of(
            UUID.randomUUID(),
            3,
            2,
            "learner",
            ChoiceResponse.of(List.of("B", "A")),
            Instant.parse("2026-11-25T10:00:00Z"));

    @Test
    void shouldOpenWhatItSealed() {
        Receipts receipts = receipts(NEW);

        assertThat(receipts.open(receipts.seal(receipt))).isEqualTo(receipt);
    }

    @Test
    void shouldSealWithTheFirstKeyAndKnowTheOthers() throws Exception {
        String before = receipts(OLD).seal(receipt);

        Receipts rotated = receipts(NEW, OLD);

        assertThat(rotated.open(before)).isEqualTo(receipt);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(rotated.seal(receipt));
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo("2026");
        assertThatThrownBy(() -> receipts(NEW).open(before)).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldTakeNoReceiptOfAnotherKeyUnderTheSameName() {
        String forged = receipts("2026:" + secret('x')).seal(receipt);

        assertThatThrownBy(() -> receipts(NEW).open(forged)).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldTakeNoUnsealedReceipt() {
        String sealed = receipts(NEW).seal(receipt);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"2026\"}".getBytes());

        assertThatThrownBy(() -> receipts(NEW).open(none + "." + sealed.split("\\.")[1] + "."))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"HS256\",\"kid\":7}",
                "{\"alg\":\"HS256\",\"kid\":{\"of\":\"2026\"}}",
                "{\"alg\":\"HS256\",\"kid\":null}",
                "{\"alg\":256,\"kid\":\"2026\"}",
                "{\"alg\":\"HS256\",\"kid\":\"2026\",\"crit\":[1]}",
                "[]"
            })
    void shouldTakeNoReceiptWhoseHeaderIsNotOurs(String header) {
        String[] sealed = receipts(NEW).seal(receipt).split("\\.");
        String altered = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes());

        assertThatThrownBy(() -> receipts(NEW).open(altered + "." + sealed[1] + "." + sealed[2]))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldHashTheSameChoicesTheSameInAnyOrder() {
        String one = Receipt.hash(ChoiceResponse.of(List.of("A", "B")));

        assertThat(one).isEqualTo(Receipt.hash(ChoiceResponse.of(List.of("B", "A"))));
        assertThat(one).isNotEqualTo(Receipt.hash(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-colon", ":AAAA", "a:not base64!", "a:c2hvcnQ="})
    void shouldSayWhatIsWrongWithTheSetting(String setting) {
        List<String> keys = setting.isEmpty() ? List.of() : List.of(setting);

        assertThatThrownBy(() -> new ReceiptKeys(keys)).hasMessageContaining("GRADEFLOW_RECEIPTS_KEYS");
    }

    @Test
    void shouldRefuseTwoKeysOfOneName() {
        assertThatThrownBy(() -> new ReceiptKeys(List.of(NEW, NEW))).hasMessageContaining("2026");
    }

    private static Receipts receipts(String... keys) {
        return new Receipts(Optional.of(List.of(keys)));
    }

    private static String secret(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes());
    }
}
