package io.saler.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP that is sent as it is written, also where no client library would let it pass. Keeps its connection. */
final class RawHttp implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_MILLIS = 40_000;

    private final URI server;
    private Socket socket;
    private InputStream input;

    RawHttp(URI server) {
        this.server = server;
    }

    /** @param headers without Host and Content-Length, each as one line */
    record Request(String method, String target, List<String> headers, byte[] body) {
        @Override
        public String toString() {
            return "%s %s %s %s"
                    .formatted(method, target, headers, shortened(new String(body, StandardCharsets.UTF_8)));
        }

        private static String shortened(String text) {
            return text.length() > 600 ? text.substring(0, 600) + "…" + text.length() : text;
        }
    }

    record Response(int status, List<String[]> headers, byte[] body) {
        List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header[0].equals(name))
                    .map(header -> header[1])
                    .toList();
        }

        String header(String name) {
            return all(name).stream().findFirst().orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether this has no end that one could wait for: of its body there is the first event. */
        boolean isStream() {
            return header("content-type").startsWith("text/event-stream");
        }

        /** The data of the first event of a stream. */
        Optional<JsonNode> eventData() {
            return text().lines()
                    .filter(line -> line.startsWith("data:"))
                    .findFirst()
                    .flatMap(line ->
                            new Response(status, headers, line.substring(5).getBytes(StandardCharsets.UTF_8)).json());
        }

        /** The body when it is JSON. */
        Optional<JsonNode> json() {
            try {
                return Optional.of(JSON.readTree(body));
            } catch (JacksonException notJson) {
                return Optional.empty();
            }
        }
    }

    Response send(Request request) throws IOException {
        if (socket != null) {
            try {
                return exchange(request);
            } catch (SocketTimeoutException noAnswer) {
                throw noAnswer;
            } catch (IOException closedMeanwhile) {
                close();
            }
        }
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        input = new BufferedInputStream(socket.getInputStream());
        return exchange(request);
    }

    private Response exchange(Request request) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        request.headers().forEach(header -> head.append(header).append("\r\n"));
        if (request.body().length > 0 || !request.method().equals("GET")) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(request.body());
        try {
            socket.getOutputStream().write(bytes.toByteArray());
            socket.getOutputStream().flush();
        } catch (IOException refusedBeforeItsEnd) {
            // What was answered can be read all the same.
        }
        return read(request.method().equals("HEAD"));
    }

    private Response read(boolean headersOnly) throws IOException {
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("Not an answer: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        var headers = new ArrayList<String[]>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.add(new String[] {
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip()
            });
        }
        if (status < 200) {
            return read(headersOnly);
        }
        var head = new Response(status, headers, new byte[0]);
        byte[] body = headersOnly || status == 204 || status == 304 ? new byte[0] : body(head);
        if (head.header("connection").equals("close") || head.isStream()) {
            close();
        }
        return new Response(status, headers, body);
    }

    private byte[] body(Response head) throws IOException {
        if (head.header("transfer-encoding").equals("chunked")) {
            var body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.writeBytes(input.readNBytes(size));
                // Some servers end a chunk only when they begin the next.
                if (head.isStream() && hasEvent(body)) {
                    return body.toByteArray();
                }
                line();
            }
            line();
            return body.toByteArray();
        }
        if (head.isStream()) {
            var body = new ByteArrayOutputStream();
            while (!hasEvent(body)) {
                int next = input.read();
                if (next < 0) {
                    break;
                }
                body.write(next);
            }
            return body.toByteArray();
        }
        String length = head.header("content-length");
        return length.isEmpty() ? input.readAllBytes() : input.readNBytes(Integer.parseInt(length));
    }

    private static boolean hasEvent(ByteArrayOutputStream body) {
        return body.toString(StandardCharsets.UTF_8).endsWith("\n\n");
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
