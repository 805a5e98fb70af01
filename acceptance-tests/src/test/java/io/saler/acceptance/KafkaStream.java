package io.saler.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Topics read from their beginning, as any consumer outside would; an event that came twice counts once. */
final class KafkaStream implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<String>> types = new LinkedHashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    KafkaStream(SalerProcess saler, String... topics) {
        try {
            String ports = Files.readString(saler.data().resolve("saler.json"));
            int port = JsonMapper.shared()
                    .readTree(ports)
                    .path("ports")
                    .path("kafka")
                    .asInt();
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            "127.0.0.1:" + port,
                            "group.id",
                            UUID.randomUUID().toString(),
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        consumer.subscribe(List.of(topics));
    }

    /** The CloudEvent types seen so far under this key, in order. */
    List<String> typesOf(String key) {
        for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
            records.add(each);
            String id = header(each, "ce_id");
            if (!seen.contains(id)) {
                seen.add(id);
                types.computeIfAbsent(each.key(), any -> new ArrayList<>()).add(header(each, "ce_type"));
            }
        }
        return types.getOrDefault(key, List.of());
    }

    /** All records so far. */
    List<ConsumerRecord<String, byte[]>> records() {
        return List.copyOf(records);
    }

    static String header(ConsumerRecord<String, byte[]> each, String name) {
        return new String(each.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
