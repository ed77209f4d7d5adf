package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private static final String GATEWAY = "10.0.0.1";

    @Test
    void shouldBelieveNobodyWhereNoProxyIsTrusted() {
        assertThat(ClientAddress.siteOf(GATEWAY, List.of("192.0.2.7"), 0)).isEqualTo(GATEWAY);
    }

    @Test
    void shouldTakeWhatTheLastProxyAppendedAndNotWhatTheClientWrote() {
        assertThat(ClientAddress.siteOf(GATEWAY, List.of("203.0.113.9, 192.0.2.7"), 1))
                .isEqualTo("192.0.2.7");
        assertThat(ClientAddress.siteOf(GATEWAY, List.of("203.0.113.9", "192.0.2.7"), 1))
                .isEqualTo("192.0.2.7");
        assertThat(ClientAddress.siteOf(GATEWAY, List.of("203.0.113.9, 192.0.2.7, 198.51.100.1"), 2))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void shouldCountWhatIsNoAddressAsTheConnection() {
        for (String nonsense : List.of("", "unknown", "a:b", "evil.example:1", "2001:db8::zz", "1.2.3")) {
            assertThat(ClientAddress.siteOf(GATEWAY, List.of(nonsense), 1))
                    .as(nonsense)
                    .isEqualTo(GATEWAY);
        }
        assertThat(ClientAddress.siteOf(GATEWAY, List.of("192.0.2.7"), 2)).isEqualTo(GATEWAY);
    }

    @Test
    void shouldCountAllAddressesOfOneSiteTogether() {
        assertThat(ClientAddress.site("2001:db8:1:2:aaaa::1")).isEqualTo(ClientAddress.site("2001:db8:1:2:bbbb::7"));
        assertThat(ClientAddress.site("2001:db8:1:2::1")).isNotEqualTo(ClientAddress.site("2001:db8:1:3::1"));
        assertThat(ClientAddress.site("10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(ClientAddress.site("::ffff:10.0.0.1")).isEqualTo("10.0.0.1");
    }
}
