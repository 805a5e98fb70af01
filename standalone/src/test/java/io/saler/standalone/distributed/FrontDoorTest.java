package io.saler.standalone.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.saler.standalone.server.ServerFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What passes through the one address of the sides. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrontDoorTest {

    private final CountDownLatch firstWasRead = new CountDownLatch(1);
    private final CountDownLatch clientHasGone = new CountDownLatch(1);
    private HttpServer behind;
    private FrontDoor door;
    private int port;

    @BeforeEach
    void open() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        behind.createContext("/dev/stream", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().add("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                write(body, "data:first\n\n");
                firstWasRead.await();
                write(body, "data:second\n\n");
            } catch (InterruptedException stop) {
                throw new IOException(stop);
            }
        });
        behind.createContext("/dev/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (clientHasGone.getCount() > 0) {
                    write(body, ":\n\n");
                }
            } catch (IOException noticed) {
                clientHasGone.countDown();
            }
        });
        behind.createContext("/dev/callers", exchange -> {
            byte[] callers =
                    exchange.getRequestHeaders().get("User-Agent").toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, callers.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(callers);
            }
        });
        behind.start();
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path nowhere = Path.of("nowhere");
        var folders = new ServerFolders(nowhere, nowhere, nowhere, nowhere, nowhere);
        door = new FrontDoor(
                new Nodes(0, folders, side -> Map.of()),
                URI.create("http://127.0.0.1:" + behind.getAddress().getPort()));
        door.open(port);
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    @AfterEach
    void close() {
        clientHasGone.countDown();
        door.close();
        behind.stop(0);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    @Test
    void eventsPassAsTheyCome() throws Exception {
        var answer = HttpClient.newHttpClient().send(request("/dev/stream"), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(lines.readLine()).isEqualTo("data:first");
            firstWasRead.countDown();

            assertThat(lines.readAllLines()).containsExactly("", "data:second", "");
        }
    }

    @Test
    void whoStreamsHearsThatTheClientHasGone() throws Exception {
        var answer = HttpClient.newHttpClient().send(request("/dev/endless"), BodyHandlers.ofInputStream());
        assertThat(answer.body().read()).isEqualTo(':');

        answer.body().close();

        clientHasGone.await();
    }

    @Test
    void nothingIsSaidInTheNameOfTheDoor() throws Exception {
        HttpRequest asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/dev/callers"))
                .header("User-Agent", "shop/1.0")
                .build();

        var answer = HttpClient.newHttpClient().send(asked, BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("[shop/1.0]");
    }
}
