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

@QuarkusTest
@QuarkusTestResource(RecordingUpstream.class)
class AddressLimitsTest {

    private static final int BURST = 400;
    private static final String REFUSED = "Authorization: Bearer refused\r\n";
    private static final String VALID = "Authorization: Bearer abc\r\n";

    @TestHTTPResource
    URI door;

    @Test
    void shouldHoldAnAddressToItsBucketAndSayWhenToGoOn() {
        AddressLimits limits = new AddressLimits(1, 2);

        assertThat(limits.take("10.0.0.1")).isEmpty();
        assertThat(limits.take("10.0.0.1")).isEmpty();
        assertThat(limits.take("10.0.0.1")).hasValue(1);
        assertThat(limits.take("10.0.0.2")).isEmpty();
    }

    @Test
    void shouldCountAllAddressesOfOneSiteTogether() {
        assertThat(AddressLimits.site("2001:db8:1:2:aaaa::1")).isEqualTo(AddressLimits.site("2001:db8:1:2:bbbb::7"));
        assertThat(AddressLimits.site("2001:db8:1:2::1")).isNotEqualTo(AddressLimits.site("2001:db8:1:3::1"));
        assertThat(AddressLimits.site("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    /** A whole net loops back there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldRefuseAnAddressOnlyWhatHasNoValidToken() throws IOException {
        for (String header : new String[] {"", REFUSED}) {
            assertThat(callUntilHeldOff(header))
                    .containsIgnoringCase("retry-after: 1")
                    .contains("too-many-calls");
        }
        assertThat(call("127.0.0.2", VALID)).startsWith("HTTP/1.1 202");
        assertThat(call("127.0.0.3", "")).startsWith("HTTP/1.1 202");
    }

    private String callUntilHeldOff(String header) throws IOException {
        for (int i = 0; i < 10 * BURST; i++) {
            String answer = call("127.0.0.2", header);
            if (answer.startsWith("HTTP/1.1 429")) {
                return answer;
            }
        }
        throw new AssertionError("it was never held off");
    }

    private String call(String from, String header) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), door.getPort(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream()
                    .write(("GET /api/v1/banks HTTP/1.1\r\nHost: door\r\nConnection: close\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
