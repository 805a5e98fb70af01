package io.saler.acceptance;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for a text in everything that a Saler keeps, past its endpoints: each row of each table of all its databases,
 * Redis, and the records of all topics on Kafka.
 */
final class Traces implements AutoCloseable {

    private final SalerProcess saler;
    private final JsonNode ports;
    private final RedisClient redis;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final List<String> records = new ArrayList<>();

    Traces(SalerProcess saler) throws IOException {
        this.saler = saler;
        this.ports = JsonMapper.shared()
                .readTree(Files.readString(saler.data().resolve("saler.json")))
                .path("ports");
        this.redis = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(ports.path("redis").asInt())
                .withPassword(secret("redis-password").toCharArray())
                .build());
        this.kafka = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + ports.path("kafka").asInt(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        kafka.subscribe(Pattern.compile("saler\\..*"));
    }

    private String secret(String file) throws IOException {
        return Files.readString(saler.data().resolve(file)).strip();
    }

    /** The tables, keys and topics where a text stands, whatever its case. */
    List<String> of(String text) throws IOException {
        String searched = text.toLowerCase(Locale.ROOT);
        var places = new ArrayList<String>();
        for (String database : databases()) {
            jdbi(database).useHandle(handle -> places.addAll(tablesWith(database, handle, text)));
        }
        entries().forEach((key, value) -> {
            if ((key + value).toLowerCase(Locale.ROOT).contains(searched)) {
                places.add("Redis " + key);
            }
        });
        published().stream()
                .filter(published -> published.toLowerCase(Locale.ROOT).contains(searched))
                .forEach(places::add);
        return places;
    }

    List<String> sessionsOf(String userId) {
        return entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("saler:session"))
                .filter(entry -> (entry.getKey() + entry.getValue()).contains(userId))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> databases() throws IOException {
        return jdbi("postgres")
                .withHandle(handle -> handle.createQuery("select datname from pg_database where datallowconn")
                        .mapTo(String.class)
                        .list());
    }

    private Jdbi jdbi(String database) throws IOException {
        return Jdbi.create(
                "jdbc:postgresql://127.0.0.1:%d/%s"
                        .formatted(ports.path("postgresql").asInt(), database),
                "postgres",
                secret("postgresql-password"));
    }

    /** A row's text shows bytes in hexadecimal, so the searched text is looked for in that form as well. */
    private static List<String> tablesWith(String database, Handle handle, String text) {
        String searched = text.toLowerCase(Locale.ROOT);
        return handle.createQuery("""
                        select quote_ident(table_schema) || '.' || quote_ident(table_name)
                        from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""").mapTo(String.class).list().stream()
                .filter(table -> handle.createQuery("""
                                select exists (select from %s t where position(:searched in lower(t::text)) > 0
                                    or position(:bytes in t::text) > 0 or position(:searchedBytes in t::text) > 0)""".formatted(table))
                        .bind("searched", searched)
                        .bind("bytes", hexadecimal(text))
                        .bind("searchedBytes", hexadecimal(searched))
                        .mapTo(Boolean.class)
                        .one())
                .map(table -> database + " " + table)
                .toList();
    }

    private static String hexadecimal(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> entries() {
        try (var connection = redis.connect(StringCodec.ASCII)) {
            RedisCommands<String, String> commands = connection.sync();
            var entries = new TreeMap<String, String>();
            ScanIterator.scan(commands).forEachRemaining(key -> entries.put(key, value(commands, key)));
            return entries;
        }
    }

    private static String value(RedisCommands<String, String> commands, String key) {
        String type = commands.type(key);
        return switch (type) {
            case "string" -> String.valueOf(commands.get(key));
            case "hash" -> commands.hgetall(key).toString();
            case "none" -> "";
            default -> throw new AssertionError("Nobody looks into a " + type + " of Redis here");
        };
    }

    /** All records so far, each with its topic, key and headers. */
    private List<String> published() {
        var batch = kafka.poll(Duration.ofSeconds(5));
        while (!batch.isEmpty()) {
            batch.forEach(each -> records.add(text(each)));
            batch = kafka.poll(Duration.ofSeconds(1));
        }
        return records;
    }

    private static String text(ConsumerRecord<byte[], byte[]> each) {
        var text = new StringBuilder(each.topic());
        if (each.key() != null) {
            text.append(' ').append(new String(each.key(), StandardCharsets.UTF_8));
        }
        each.headers().forEach(header -> text.append(' ').append(new String(header.value(), StandardCharsets.UTF_8)));
        return text.append(' ')
                .append(new String(each.value(), StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public void close() {
        kafka.close();
        redis.shutdown();
    }
}
