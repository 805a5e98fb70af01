package io.saler.standalone.redis;

import io.saler.standalone.server.ForkedServer;
import io.saler.standalone.server.Password;
import io.saler.standalone.server.Programs;
import io.saler.standalone.server.ServerFailure;
import io.saler.standalone.server.ServerFolders;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Redis 7.0 with an append-only file written through every second: a kill of the process loses nothing, a power failure
 * at most a second. Its password is in the file {@code redis-password} beside the data.
 */
public final class Redis extends ForkedServer {

    private static final String PROGRAM = "redis-server-7.0.15";
    private static final int ANSWER_MILLIS = 2_000;

    private final ServerFolders folders;
    private volatile int port;

    public Redis(ServerFolders folders) {
        super("redis", 6380);
        this.folders = folders;
    }

    @Override
    public void start(int port) throws InterruptedException {
        this.port = port;
        String resource = "%s-%s-%s".formatted(PROGRAM, Programs.SYSTEM, Programs.ARM ? "arm64" : "amd64");
        Path program = Programs.executable(folders.programs(), PROGRAM, resource);
        String password = password();
        List<String> command =
                List.of(program.toString(), configuration(password).toString());
        run(folders, command, "TERM", () -> answers(password));
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "spring.data.redis.host", "127.0.0.1",
                "spring.data.redis.port", Integer.toString(port),
                "spring.data.redis.password", password());
    }

    private String password() {
        return Password.in(folders.data().resolve("redis-password"));
    }

    private Path configuration(String password) {
        Path data = folders.data().resolve("redis");
        // In a file, not in arguments: those are seen by everybody on the machine.
        Path file = data.resolve("redis.conf");
        try {
            Files.createDirectories(data);
            Files.writeString(file, """
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    dir "%s"
                    daemonize no
                    set-proc-title no
                    save ""
                    appendonly yes
                    appendfsync everysec
                    """.formatted(port, password, data));
            return file;
        } catch (IOException failure) {
            throw new ServerFailure("redis cannot be configured in " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** Asks in Redis' own protocol: a client library would try again and log while the server is not there yet. */
    private boolean answers(String password) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream()
                    .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String expected = "+OK\r\n+PONG\r\n";
            return new String(answer.readNBytes(expected.length()), StandardCharsets.US_ASCII).equals(expected);
        } catch (IOException notYet) {
            return false;
        }
    }
}
