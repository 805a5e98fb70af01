package io.saler.query.catalog.cache;

import io.saler.gateway.redis.RedisAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** A real Redis on loopback that can be stopped and started, and a client set up as the application's is. */
public final class RealRedis implements AutoCloseable {

    static final ProductCacheSettings SETTINGS = new ProductCacheSettings(
            Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMillis(300), Duration.ofMillis(900));

    private final int port = freePort();
    private RedisServer server = server();
    private final ConfigurableApplicationContext client = new SpringApplicationBuilder(Client.class)
            .web(WebApplicationType.NONE)
            .properties("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port)
            .run();

    @Configuration
    @ImportAutoConfiguration({RedisAutoConfiguration.class, DataRedisAutoConfiguration.class})
    static class Client {}

    public RealRedis() {
        start();
    }

    public int port() {
        return port;
    }

    public StringRedisTemplate template() {
        return client.getBean(StringRedisTemplate.class);
    }

    ProductCache cache() {
        return new ProductCache(template(), SETTINGS);
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop();
        server = server();
    }

    @Override
    public void close() {
        client.close();
        if (server.isActive()) {
            stop();
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
