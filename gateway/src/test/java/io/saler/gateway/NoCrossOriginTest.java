package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Without a setting, scripts of other sites get nothing. */
class NoCrossOriginTest extends GatewayTest {

    @Test
    void nobodyElseMayAsk() {
        var preflight = send(request("/maybe")
                .method("OPTIONS", BodyPublishers.noBody())
                .headers("Origin", "https://shop.example.com", "Access-Control-Request-Method", "GET"));
        problem(preflight, 405, "method-not-allowed");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(get("/maybe", "Origin", "https://shop.example.com")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
