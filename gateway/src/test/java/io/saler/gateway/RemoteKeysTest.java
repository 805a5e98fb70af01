package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.identity.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A process that issues no tokens itself and fetches the keys to check them. */
@SpringBootTest(
        classes = RemoteKeysTest.Reader.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "axon.axonserver.enabled=false",
            "axon.serializer.general=jackson3",
            "management.endpoint.health.validate-group-membership=false"
        })
class RemoteKeysTest {

    private static final HttpServer ISSUER = issuer();

    @LocalServerPort
    int port;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Reader.Thing.class)
    static class Reader {

        @Bean
        AccessRules access() {
            return AccessRules.of(AccessRule.signedIn(HttpMethod.GET, "/thing"));
        }

        @RestController
        static class Thing {
            @GetMapping("/thing")
            String thing() {
                return "thing";
            }
        }
    }

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        registry.add(
                "saler.auth.jwks-uri",
                () -> "http://127.0.0.1:%d/.well-known/jwks.json"
                        .formatted(ISSUER.getAddress().getPort()));
    }

    @Test
    void tokensAreCheckedWithKeysOnceFetchedEvenWhenTheirIssuerHasGone() {
        String token = Tokens.of(UserId.random());
        var tooEarly = thing(token);
        GatewayTest.problem(tooEarly, 503, "unavailable");
        assertThat(tooEarly.headers().firstValue("Retry-After")).hasValue("2");

        ISSUER.createContext("/.well-known/jwks.json", exchange -> {
            byte[] keys = new JWKSet(Tokens.KEY).toString(true).getBytes();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        assertThat(thing(token).statusCode()).isEqualTo(200);

        ISSUER.stop(0);
        assertThat(thing(token).statusCode()).isEqualTo(200);
        GatewayTest.problem(thing("x"), 401, "unauthenticated");
    }

    private HttpResponse<String> thing(String token) {
        return GatewayTest.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/thing"))
                .header("Authorization", "Bearer " + token));
    }

    private static HttpServer issuer() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException noSocket) {
            throw new AssertionError(noSocket);
        }
    }
}
