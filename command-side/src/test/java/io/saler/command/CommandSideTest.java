package io.saler.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.EmptyDatabase;
import io.saler.command.identity.Newcomers;
import io.saler.command.journal.SagasStandIn;
import io.saler.command.projection.QuerySideStandIn;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command side over real HTTP, on a real PostgreSQL and a real Redis. */
@SpringBootTest(
        classes = CommandSideTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            // All tests sign people up, and come from one address.
            "saler.rate-limits.register=10000",
            "saler.rate-limits.verify=10000",
            "saler.rate-limits.login=10000"
        })
public abstract class CommandSideTest {

    protected static final Path DATA = directory();
    protected static final int REDIS_PORT = freePort();

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static RedisServer redis = startRedis();

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(CommandSide.class)
    static class Application {

        @Bean
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        OrderReader orderReader() {
            return new OrderReader();
        }

        @Bean
        QuerySideStandIn querySide() {
            return new QuerySideStandIn();
        }

        @Bean
        SagasStandIn sagas() {
            return new SagasStandIn();
        }
    }

    @LocalServerPort
    private int port;

    /** Sends commands in the name of a part of Saler, unless they say otherwise. */
    protected CommandGateway commands;

    @Autowired
    protected Jdbi jdbi;

    @Autowired
    protected MovableClock clock;

    @Autowired
    private Newcomers newcomers;

    @Autowired
    void sendOverThisBus(CommandBus bus) {
        commands = asSaler(bus);
    }

    /** A gateway of a process that is trusted like the sagas. */
    public static CommandGateway asSaler(CommandBus bus) {
        var name = Map.of(Actor.KEY, Actor.system("test").toString());
        MessageDispatchInterceptor<CommandMessage<?>> inTheName = messages ->
                (index, command) -> command.getMetaData().containsKey(Actor.KEY) ? command : command.andMetaData(name);
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .dispatchInterceptors(inTheName)
                .build();
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        String url = EmptyDatabase.create().url();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.data.redis.port", () -> REDIS_PORT);
        properties.add("saler.data-dir", DATA::toString);
    }

    protected HttpResponse<String> post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    protected HttpResponse<String> send(String method, String path, String json, String... headers) {
        var request =
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected HttpResponse<String> sendForm(String path, String form, String... headers) {
        var request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected HttpResponse<String> get(String path, String... headers) {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Posts from another address of this machine, whose limits are its own. */
    protected HttpResponse<String> postFrom(String address, String path, String json) {
        try (var client = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build()) {
            return client.send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    protected static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    protected static void problem(HttpResponse<String> answer, int status, String type) {
        assertThat(json(answer, status).path("type").asString()).isEqualTo("/problems/" + type);
    }

    /** Checks that a value is refused and that this field of the body is named. */
    protected static void blames(HttpResponse<String> answer, String pointer) {
        problem(answer, 400, "invalid-value");
        JsonNode error = JSON.readTree(answer.body()).path("errors").path(0);
        assertThat(error.path("pointer").asString("none")).as(answer.body()).isEqualTo(pointer);
        assertThat(error.path("detail").asString("")).as(answer.body()).isNotBlank();
    }

    protected static EmailAddress someAddress() {
        return new EmailAddress(UUID.randomUUID() + "@example.org");
    }

    protected HttpResponse<String> register(EmailAddress email, String password) {
        return post(
                "/auth/register",
                "{\"email\": \"%s\", \"password\": \"%s\", \"name\": \"Ada\"}".formatted(email, password));
    }

    protected HttpResponse<String> login(EmailAddress email, String password) {
        return post("/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    /** Waits until sessions are kept again, after Redis was away. */
    protected void awaitSessions(EmailAddress email, String password) {
        // A client is told to ask again in two seconds; it does so until the connection is back.
        var deadline = Instant.now().plusSeconds(20);
        JsonNode pair;
        do {
            clock.forward(Duration.ofSeconds(2));
            pair = json(login(email, password), 200);
        } while (pair.path("refreshToken").isNull() && Instant.now().isBefore(deadline));
        assertThat(pair.path("refreshToken").isNull()).isFalse();
    }

    /** Registers somebody whose address is verified. */
    protected UserId somebody(EmailAddress email, String password) {
        UserId user =
                UserId.of(json(register(email, password), 201).path("userId").asString());
        String token = commands.sendAndWait(new IssueVerificationToken(user));
        assertThat(post("/auth/verify", "{\"token\": \"%s\"}".formatted(token)).statusCode())
                .isEqualTo(204);
        return user;
    }

    /** The access token of somebody new. */
    protected String somebodysToken() {
        return newcomers.accessToken(commands);
    }

    /** Opens a store that sells in euros. */
    protected String store(String ownersToken) {
        return json(post("/stores", "{\"name\": \"Tea\", \"currency\": \"EUR\"}", bearer(ownersToken)), 201)
                .path("storeId")
                .asString();
    }

    /** A new product at 3.50 euros, of which 5 units are on hand. */
    protected String product(String store, String ownersToken) {
        return json(post("/products", """
                        {"storeId": "%s", "sku": "%s", "name": "Tea", "category": "drinks", "stock": 5,
                         "price": {"amount": "3.50", "currency": "EUR"}}""".formatted(store, UUID.randomUUID()), bearer(ownersToken)), 201)
                .path("productId")
                .asString();
    }

    protected String administratorsToken() throws IOException {
        String password = Files.readString(DATA.resolve("admin-password")).strip();
        return json(login(new EmailAddress("admin@localhost"), password), 200)
                .path("accessToken")
                .asString();
    }

    protected static String[] bearer(String accessToken) {
        return new String[] {"Authorization", "Bearer " + accessToken};
    }

    protected static void stopRedis() {
        redis.stop();
    }

    protected static RedisServer startRedis() {
        redis = RedisServer.builder()
                .port(REDIS_PORT)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return redis;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("saler-command-side");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
