package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no filter and no controller ever sees. */
class ContainerProblemsTest extends GatewayTest {

    static Stream<Arguments> requests() {
        String host = "Host: localhost\r\n";
        return Stream.of(
                Arguments.of("a character that no request line has", "GET /a|b{ HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("not HTTP at all", "nonsense\r\n\r\n", 400),
                Arguments.of("no host", "GET /maybe HTTP/1.1\r\n\r\n", 400),
                Arguments.of("two hosts", "GET /maybe HTTP/1.1\r\n" + host + host + "\r\n", 400),
                Arguments.of("a bad escape", "GET /users/%zz HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("an escaped slash", "GET /users/a%2Fb HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("an escaped null", "GET /users/a%00b HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("a semicolon", "GET /users/a;b=c HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("a double slash", "GET //maybe HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("a bad escape in a parameter", "GET /list?limit=%zz HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("too long a path", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n", 414),
                Arguments.of(
                        "too long a header",
                        "GET /maybe HTTP/1.1\r\n" + host + "X: " + "a".repeat(20_000) + "\r\n\r\n",
                        431),
                Arguments.of(
                        "too many headers", "GET /maybe HTTP/1.1\r\n" + host + "X: a\r\n".repeat(200) + "\r\n", 431),
                Arguments.of("a host that is none", "GET /maybe HTTP/1.1\r\nHost: a b{\r\n\r\n", 400),
                Arguments.of("an open host", "GET /maybe HTTP/1.1\r\nHost: [::1\r\n\r\n", 400),
                Arguments.of(
                        "another host in the address",
                        "GET http://elsewhere:1:2/maybe HTTP/1.1\r\n" + host + "\r\n",
                        400),
                Arguments.of("a header without a name", "GET /maybe HTTP/1.1\r\n" + host + ": x\r\n\r\n", 400),
                Arguments.of(
                        "a header with a control character",
                        "GET /maybe HTTP/1.1\r\n" + host + "X: a\u0001b\r\n\r\n",
                        400),
                Arguments.of(
                        "an escaped line break", "GET /users/a%0d%0aSet-Cookie:x HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("an escaped percent sign", "GET /users/%252e%252e HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("an escaped way up", "GET /users/%2e%2e/me HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("a way out", "GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("a backslash", "GET /users\\a HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("bytes that are not text", "GET /users/%ff%fe HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("a tunnel", "CONNECT elsewhere:443 HTTP/1.1\r\n" + host + "\r\n", 501),
                Arguments.of("a method nobody knows", "BREW /maybe HTTP/1.1\r\n" + host + "\r\n", 400),
                Arguments.of("tracing", "TRACE /maybe HTTP/1.1\r\n" + host + "\r\n", 405),
                Arguments.of("another version", "GET /maybe HTTP/9.9\r\n" + host + "\r\n", 505),
                Arguments.of(
                        "a length that is none",
                        "POST /baskets HTTP/1.1\r\n" + host
                                + "Content-Type: application/json\r\nContent-Length: -5\r\n\r\n",
                        400),
                Arguments.of(
                        "a length and chunks",
                        "POST /baskets HTTP/1.1\r\n" + host
                                + "Content-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                Arguments.of(
                        "chunks that are none",
                        "POST /baskets HTTP/1.1\r\n" + host
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                        400),
                Arguments.of(
                        "an encoding nobody knows",
                        "POST /baskets HTTP/1.1\r\n" + host
                                + "Content-Type: application/json\r\nTransfer-Encoding: lzma\r\n\r\n",
                        501));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isAnsweredByAProblemToo(String what, String request, int status) throws IOException {
        String answer = raw(request);
        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("content-security-policy: default-src 'self'")
                .containsIgnoringCase("cache-control: no-cache, no-store")
                .containsIgnoringCase("x-request-id: ")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContain("<html")
                .doesNotContain("Exception")
                .doesNotContain("org.");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
