package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Clients who send a little from time to time, so as to hold a connection for ever. */
@TestPropertySource(
        properties = {
            "saler.http.header-timeout=400ms",
            "saler.http.body-timeout=400ms",
            // Never reached by those who keep sending.
            "server.tomcat.connection-timeout=20s"
        })
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientsTest extends GatewayTest {

    private static final int PAUSE_MILLIS = 50;
    private static final String POST =
            "POST /baskets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"GET /maybe HTTP/1.1\r\nHost: localhost\r\nX: ", "GET /"})
    void aRequestThatDoesNotEndIsCutOff(String beginning) throws IOException {
        assertThat(dripping(beginning, "a")).isEmpty();
    }

    @Test
    void aBodyThatDoesNotEndIsToldSoAndCutOff() throws IOException {
        String answer = dripping(POST + "Content-Length: 1000000\r\n\r\n{\"name\": \"", "a");
        assertThat(answer).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
    }

    @Test
    void chunksThatDoNotEndAreCutOffToo() throws IOException {
        String answer = dripping(POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n", "1\r\n \r\n");
        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void aBodyThatNobodyWantsIsNotAwaitedForLong() throws IOException {
        String answer = dripping("POST /commands HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n", "a");
        assertThat(answer).startsWith("HTTP/1.1 401");
    }

    @Test
    void aConnectionMayRestBetweenRequests() throws IOException {
        String request = "GET /maybe HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", port)) {
            send(socket, request);
            assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            // As long as it takes others to be cut off.
            assertThat(dripping("GET /", "a")).isEmpty();
            send(socket, request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .containsOnlyOnce("HTTP/1.1 200");
        }
    }

    /** Sends one bit after the other until the connection is closed, and returns what was answered. */
    private String dripping(String beginning, String more) throws IOException {
        var answer = new StringBuilder();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PAUSE_MILLIS);
            send(socket, beginning);
            while (true) {
                try {
                    int next = socket.getInputStream().read();
                    if (next < 0) {
                        return answer.toString();
                    }
                    answer.append((char) next);
                } catch (SocketTimeoutException stillOpen) {
                    send(socket, more);
                }
            }
        } catch (IOException closed) {
            return answer.toString();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
