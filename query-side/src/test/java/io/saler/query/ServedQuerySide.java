package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.saler.axonserver.EmptyDatabase;
import io.saler.catalog.ProductCreated;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.query.catalog.cache.RealRedis;
import io.saler.query.projection.Savepoints;
import io.saler.store.StoreOpened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole read side behind its HTTP interface, with real PostgreSQL, Redis and event processors. Elasticsearch and
 * Kafka are away all the time, which nothing but searching may notice.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "saler.processing.dead-letter-retry=3s",
            "saler.processing.claim-every=200ms",
            "saler.processing.control-every=100ms",
            // Little has happened here, and several pages have to be seen all the same.
            "saler.generations.page-size=10",
            "server.address=127.0.0.1",
            "spring.threads.virtual.enabled=true",
            "spring.elasticsearch.uris=http://127.0.0.1:1",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "logging.level.org.apache.kafka=off",
            "logging.level.org.axonframework.eventhandling.pooled=error"
        })
abstract class ServedQuerySide {

    static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final RealRedis REDIS = redis();

    @LocalServerPort
    private int port;

    @Autowired
    private EventStore events;

    @Autowired
    private TransactionManager transactions;

    @Autowired
    KeyKeeper keys;

    final Story story = new Story();
    final UserId merchant = UserId.random();
    final UserId customer = UserId.random();
    final UserId stranger = UserId.random();
    final StoreOpened store = Story.store(merchant);
    final ProductCreated shirt = Story.product(store.storeId(), "SHIRT", "Shirt", "19.99");

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(QuerySide.class)
    static class Application {
        @Bean
        KeyKeeper keyKeeper() {
            return new KeyKeeper();
        }

        @Bean
        Tally tally(Jdbi database, Savepoints savepoints, @Value("${tally.version:1}") int version) {
            return new Tally(database, savepoints, version);
        }

        @Bean
        JWKSource<SecurityContext> keys() {
            return new ImmutableJWKSet<>(new JWKSet(Tokens.KEY));
        }
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        String url = EmptyDatabase.create().url();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.data.redis.host", () -> "127.0.0.1");
        properties.add("spring.data.redis.port", REDIS::port);
        properties.add("saler.tracking.spool.directory", ServedQuerySide::spool);
    }

    /** Events that are tracked wait there for ever. */
    private static String spool() {
        try {
            Path directory = Files.createTempDirectory("saler-spool-");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
            return directory.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Those of the other sides may be tested at the same time. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private static RealRedis redis() {
        var redis = new RealRedis();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        return redis;
    }

    void publish(Object... payloads) {
        story.by(Actor.system("test")).from(Map.of());
        tell(payloads);
    }

    void publishAs(Actor actor, String network, Object... payloads) {
        story.by(actor)
                .from(Map.of(
                        "requestId", "walk-1",
                        "correlationId", "m-1",
                        "causationId", "m-2",
                        "network", network,
                        "via", "curl"));
        tell(payloads);
    }

    /** The same in the name of whoever the story is told by. */
    void tell(Object... payloads) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (Object payload : payloads) {
            messages.add(story.event(payload));
        }
        var unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        events.publish(messages);
        unit.commit();
    }

    static String as(UserId user) {
        return Tokens.of(user, Role.CUSTOMER);
    }

    HttpResponse<String> get(String path, String token, String... headers) {
        try {
            var request = request(path, token);
            return CLIENT.send(
                    headers.length == 0
                            ? request
                            : HttpRequest.newBuilder(request, (name, value) -> true)
                                    .headers(headers)
                                    .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    HttpResponse<String> post(String path, String token, String body) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(request(path, token), (name, value) -> true)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    CompletableFuture<HttpResponse<String>> asking(String path, String token) {
        return CLIENT.sendAsync(request(path, token), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    static List<String> names(HttpResponse<String> answer) {
        return json(answer)
                .path("items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }

    static void problem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("type").asString())
                .isEqualTo("/problems/" + type);
    }
}
