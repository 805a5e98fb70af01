package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Nobody becomes a local caller by what a proxy is told, whether its word is believed or not. */
class LoopbackOnlyTest {

    @ParameterizedTest
    @CsvSource({"none, 200", "framework, 200", "native, 403"})
    void whoeverCameThroughAProxyIsNotLocal(String strategy, int direct) {
        try (var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(TestShop.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--server.forward-headers-strategy=" + strategy,
                        "--axon.axonserver.enabled=false",
                        "--axon.serializer.general=jackson3",
                        "--management.endpoint.health.validate-group-membership=false")) {
            var address =
                    URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + "/local/thing");
            assertThat(GatewayTest.send(HttpRequest.newBuilder(address)).statusCode())
                    .isEqualTo(direct);
            GatewayTest.problem(
                    GatewayTest.send(HttpRequest.newBuilder(address).header("X-Forwarded-For", "127.0.0.1")),
                    403,
                    "local-callers-only");
        }
    }
}
