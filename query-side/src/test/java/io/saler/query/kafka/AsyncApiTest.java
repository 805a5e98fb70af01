package io.saler.query.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.saler.query.Story;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is said of records on Kafka is what is on Kafka. */
class AsyncApiTest {

    /**
     * As it is kept for people and programs that have no running Saler; {@code -Dsaler.approve=true} writes it anew.
     */
    private static final Path FILE = Path.of("../docs/asyncapi.json");

    private static final KafkaSettings USUAL = new KafkaSettings("saler", 3, Duration.ofDays(7), Duration.ofSeconds(6));

    private final EventRecords records = new EventRecords(USUAL);
    private final ObjectNode document = new AsyncApi(USUAL, records).document();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    @Test
    void theDocumentThatIsKeptIsTheOneThatIsServed() throws IOException {
        String written = JsonMapper.builder()
                        .defaultPrettyPrinter(new DefaultPrettyPrinter()
                                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                                .withArrayIndenter(new DefaultIndenter("  ", "\n")))
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(document)
                + "\n";
        if (Boolean.getBoolean("saler.approve")) {
            Files.writeString(FILE, written);
        }

        assertThat(FILE).hasContent(written);
    }

    @Test
    void everyChannelIsATopicWithItsEventsAndHowLongItKeepsThem() {
        JsonNode order = document.path("channels").path("order");

        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.path("channels").size()).isEqualTo(Feature.values().length);
        assertThat(order.path("address").asString()).isEqualTo("saler.order");
        assertThat(order.at("/bindings/kafka/partitions").asInt()).isEqualTo(3);
        assertThat(order.at("/bindings/kafka/topicConfiguration/retention.ms").asLong())
                .isEqualTo(Duration.ofDays(7).toMillis());
        assertThat(order.at("/messages/OrderPlaced/$ref").asString())
                .isEqualTo("#/components/messages/io.saler.order.OrderPlaced.v1");
        assertThat(document.at("/operations/publishOrder/channel/$ref").asString())
                .isEqualTo("#/channels/order");
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asString().substring(1)).isObject())
                    .as(reference.asString())
                    .isTrue();
        }
    }

    static Stream<Arguments> events() {
        return Arrays.stream(Feature.values())
                .flatMap(feature -> feature.types().stream().map(event -> Arguments.of(feature, event)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsPublishedAsItIsDescribed(Feature feature, Class<?> event) throws IOException {
        JsonNode described = document.path("components").path("messages").path(feature.type(event));
        ProducerRecord<String, byte[]> record = records.of(
                feature,
                new GenericDomainEventMessage<>(
                        "Any",
                        "an-aggregate",
                        0,
                        approved(feature, event),
                        Map.of(),
                        UUID.randomUUID().toString(),
                        Story.BEGIN));

        assertThat(complaints(described.path("payload"), JsonMapper.shared().readTree(record.value())))
                .isEmpty();
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(complaints(described.path("headers"), headers)).isEmpty();
    }

    @Test
    void whatIsWrongWouldBeNoticed() {
        JsonNode described = document.path("components").path("messages").path("io.saler.order.OrderConfirmed.v2");

        assertThat(complaints(described.path("payload"), JsonMapper.shared().readTree("{\"orderId\": 7}")))
                .hasSizeGreaterThan(1);
        record Unknown(Thread thread) {}
        assertThatThrownBy(() -> new EventSchemas(records.mapper()).of(Unknown.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** An event as it was approved once. */
    private Object approved(Feature feature, Class<?> event) throws IOException {
        String version = feature.type(event).replaceFirst(".*\\.v", "v");
        String name = "/approved/%s.%s.json".formatted(event.getSimpleName(), version);
        try (InputStream stored = AsyncApiTest.class.getResourceAsStream(name)) {
            assertThat(stored).as(name).isNotNull();
            return records.mapper().readValue(stored.readAllBytes(), event);
        }
    }

    /** Readers have to allow for more fields, but there are none that are not described. */
    private List<String> complaints(JsonNode schema, JsonNode value) {
        JsonNode strict = schema.deepCopy();
        allowNothingElse(strict);
        return schemas.getSchema(strict).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    private static void allowNothingElse(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(AsyncApiTest::allowNothingElse);
    }
}
