package io.saler.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOriginSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24",
        "127.0.0.1, 127.0.0.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
        "::1, 0:0:0:0:0:0:0:0/48",
        "::ffff:203.0.113.77, 203.0.113.0/24"
    })
    void ofAnAddressTheNetworkIsKept(String address, String network) {
        assertThat(RequestOrigin.network(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "203.0.113.77.example.org", "unknown", "''"})
    void whatIsNoAddressHasNoNetworkAndIsNotLookedUp(String address) {
        assertThat(RequestOrigin.network(address)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "curl/8.5.0, curl",
        "curl, curl",
        "Mozilla/5.0 (X11; Linux x86_64) Gecko, Mozilla",
        "my-shop_1.2 (shop@example.org), my-shop_1.2"
    })
    void ofAUserAgentTheFirstProductIsKept(String userAgent, String program) {
        assertThat(RequestOrigin.program(userAgent)).isEqualTo(program);
    }

    @Test
    void whatIsNoProductIsNothing() {
        assertThat(RequestOrigin.program(null)).isNull();
        assertThat(RequestOrigin.program("")).isNull();
        assertThat(RequestOrigin.program("x".repeat(41))).isNull();
        assertThat(RequestOrigin.program("ann@example.org")).isNull();
        assertThat(RequestOrigin.program("x\ny=1")).isNull();
    }
}
