package io.saler.gateway;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Function;
import redis.embedded.RedisServer;

/** A real Redis on loopback that can be stopped, started again, and asked. */
final class RealRedis implements AutoCloseable {

    private final int port = freePort();
    private RedisServer server = server();

    RealRedis() {
        start();
    }

    int port() {
        return port;
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop();
        server = server();
    }

    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + port)) {
            return question.apply(client.connect().sync());
        }
    }

    @Override
    public void close() {
        if (server.isActive()) {
            server.stop();
        }
    }

    private RedisServer server() {
        return RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
