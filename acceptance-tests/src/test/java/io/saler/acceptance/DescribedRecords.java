package io.saler.acceptance;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says what about records of Kafka is not as {@code /asyncapi.json} describes it. */
record DescribedRecords(JsonNode document) {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    List<String> complaints(ConsumerRecord<String, byte[]> record) {
        String type = KafkaStream.header(record, "ce_type");
        JsonNode message = document.path("components").path("messages").path(type);
        var complaints = new ArrayList<String>();
        if (message.isMissingNode()) {
            complaints.add(type + " is not described");
        }
        if (document.path("channels")
                .valueStream()
                .noneMatch(channel -> channel.path("address").asString().equals(record.topic())
                        && channel.path("messages").toString().contains(type + "\""))) {
            complaints.add("%s is not described for %s".formatted(type, record.topic()));
        }
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        complaints.addAll(wrong(message.path("headers"), headers));
        complaints.addAll(wrong(message.path("payload"), JsonMapper.shared().readTree(record.value())));
        return complaints;
    }

    private static List<String> wrong(JsonNode schema, JsonNode value) {
        return SCHEMAS.getSchema(schema).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
