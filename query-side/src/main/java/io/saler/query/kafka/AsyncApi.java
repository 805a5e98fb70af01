package io.saler.query.kafka;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes for programs, as AsyncAPI 3.0, what is published on Kafka: topics, records, and how long they are kept. */
@Component
class AsyncApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String BINDING = "0.5.0";

    private final KafkaSettings settings;
    private final EventSchemas schemas;

    AsyncApi(KafkaSettings settings, EventRecords records) {
        this.settings = settings;
        this.schemas = new EventSchemas(records.mapper());
    }

    ObjectNode document() {
        ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Saler")
                .put("version", "1")
                .put(
                        "description",
                        "Every domain event, without what identifies a person. Records of one aggregate, which is their "
                                + "key, are in order. A record may come more than once: ce_id tells whether it did.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = JSON.objectNode();
        for (Feature feature : Feature.values()) {
            channels.set(feature.toString(), channel(feature));
            operations.set("publish" + capitalized(feature), operation(feature));
            feature.types().forEach(event -> messages.set(feature.type(event), message(feature, event)));
        }
        document.putObject("components").set("messages", messages);
        return document;
    }

    private ObjectNode channel(Feature feature) {
        ObjectNode channel = JSON.objectNode().put("address", feature.topic(settings.topicPrefix()));
        ObjectNode messages = channel.putObject("messages");
        feature.types()
                .forEach(event ->
                        messages.set(event.getSimpleName(), reference("components", "messages", feature.type(event))));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("partitions", settings.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add("delete");
        configuration.put("retention.ms", settings.retention().toMillis());
        kafka.put("bindingVersion", BINDING);
        return channel;
    }

    private static ObjectNode operation(Feature feature) {
        ObjectNode operation = JSON.objectNode().put("action", "send");
        operation.set("channel", reference("channels", feature.toString()));
        return operation;
    }

    private ObjectNode message(Feature feature, Class<?> event) {
        ObjectNode message = JSON.objectNode().put("name", feature.type(event)).put("title", event.getSimpleName());
        message.put("contentType", "application/json");
        message.set("headers", headers(feature, event));
        message.set("payload", schemas.of(event));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", "The identifier of the aggregate");
        kafka.put("bindingVersion", BINDING);
        return message;
    }

    /** The attributes of CloudEvents 1.0 in binary mode. */
    private static ObjectNode headers(Feature feature, Class<?> event) {
        ObjectNode headers = JSON.objectNode().put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce_specversion").put("type", "string").put("const", "1.0");
        properties.putObject("ce_id").put("type", "string").put("format", "uuid");
        properties.putObject("ce_source").put("type", "string").put("const", EventRecords.SOURCE.toString());
        properties.putObject("ce_type").put("type", "string").put("const", feature.type(event));
        properties.putObject("ce_subject").put("type", "string");
        properties.putObject("ce_time").put("type", "string").put("format", "date-time");
        properties.putObject("content-type").put("type", "string").put("const", "application/json");
        ArrayNode required = headers.putArray("required");
        properties.propertyNames().forEach(required::add);
        return headers;
    }

    private static ObjectNode reference(String... path) {
        return JSON.objectNode().put("$ref", "#/" + String.join("/", List.of(path)));
    }

    private static String capitalized(Feature feature) {
        String name = feature.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
