package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each test calls from addresses of its own: a whole net loops back. */
@QuarkusTest
@QuarkusTestResource(RecordingUpstream.class)
@EnabledOnOs(OS.LINUX)
class AddressLimitsTest {

    private static final int BURST = 400;
    private static final String BANKS = "/api/v1/banks";
    private static final String REFUSED = "Authorization: Bearer refused\r\n";
    private static final String VALID = "Authorization: Bearer abc\r\n";
    private static final String NO_SESSION = "Cookie: q_session=nonsense\r\n";

    @TestHTTPResource
    URI door;

    @Test
    void shouldHoldAnAddressToItsBucketAndSayWhenToGoOn() {
        AddressLimits limits = new AddressLimits(1, 2, new ClientAddress(0));

        assertThat(limits.take("10.0.0.1")).isEmpty();
        assertThat(limits.take("10.0.0.1")).isEmpty();
        assertThat(limits.take("10.0.0.1")).hasValue(1);
        assertThat(limits.take("10.0.0.2")).isEmpty();
    }

    @Test
    void shouldRefuseAnAddressOnlyWhatHasNoValidToken() throws IOException {
        assertThat(call("127.0.0.2", BANKS, VALID)).startsWith("HTTP/1.1 202");

        assertThat(callUntilHeldOff("127.0.0.2", BANKS, ""))
                .containsIgnoringCase("retry-after: 1")
                .contains("too-many-calls");

        assertThat(call("127.0.0.2", BANKS, VALID)).startsWith("HTTP/1.1 202");
        assertThat(call("127.0.0.3", BANKS, "")).startsWith("HTTP/1.1 202");
    }

    @Test
    void shouldCountTokensThatServicesRefuseAndHandOnNoneBeyondThat() throws IOException {
        assertThat(callUntilHeldOff("127.0.0.4", BANKS, REFUSED)).contains("too-many-calls");

        int before = handedOn();
        for (int i = 0; i < 200; i++) {
            call("127.0.0.4", BANKS, "Authorization: Bearer refused-" + i + "\r\n");
        }

        // What flows back meanwhile lets few of them through.
        assertThat(handedOn() - before).isLessThan(150);
    }

    private int handedOn() throws IOException {
        String answer = call("127.0.0.6", "/api/v1/attempts/17/calls", VALID);
        return Integer.parseInt(answer.substring(answer.lastIndexOf('\n') + 1).strip());
    }

    @Test
    void shouldCountSessionsThatAreNoneAndSayThatNobodyIsSignedIn() throws IOException {
        for (int i = 0; i < 10 * BURST; i++) {
            assertThat(call("127.0.0.5", BANKS, NO_SESSION)).startsWith("HTTP/1.1 401");
            if (i % BURST == BURST - 1 && call("127.0.0.5", BANKS, "").startsWith("HTTP/1.1 429")) {
                return;
            }
        }
        throw new AssertionError("they were never counted");
    }

    @Test
    void shouldCountAPathHoweverItIsWritten() throws IOException {
        int from = 10;
        for (String path :
                new String[] {"/./api/v1/banks", "/%61pi/v1/banks", "/x/../api/v1/banks", "//api/v1/banks"}) {
            String address = "127.0.0." + from++;
            assertThat(callUntilHeldOff(address, path, "")).as(path).contains("too-many-calls");
        }
    }

    @Test
    void shouldCountWhatIsOpenToAllWhateverItBrings() throws IOException {
        assertThat(callUntilHeldOff("127.0.0.20", "/openapi/question-service", VALID))
                .contains("too-many-calls");
        assertThat(callUntilHeldOff("127.0.0.21", "/health/question-service", "Cookie: a=b\r\n"))
                .contains("too-many-calls");
    }

    private String callUntilHeldOff(String address, String path, String header) throws IOException {
        for (int i = 0; i < 10 * BURST; i++) {
            String answer = call(address, path, header);
            if (answer.startsWith("HTTP/1.1 429")) {
                return answer;
            }
        }
        throw new AssertionError("it was never held off");
    }

    private String call(String from, String path, String header) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), door.getPort(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: door\r\nConnection: close\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
