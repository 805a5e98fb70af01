package io.saler.query.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.saler.axonserver.json.ValueTypesModule;
import java.net.URI;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events as records of Kafka, in the binary mode of CloudEvents 1.0: attributes as headers, and as value the
 * JSON in which the event is stored, without what identifies a person, for records on Kafka are not erased.
 */
@Component
class EventRecords {

    static final URI SOURCE = URI.create("/saler");

    private final JsonMapper mapper =
            JsonMapper.builder().addModule(new ValueTypesModule()).build();
    private final String topicPrefix;

    EventRecords(KafkaSettings settings) {
        this.topicPrefix = settings.topicPrefix();
    }

    /** A record of an event, with its aggregate's identifier as key. */
    ProducerRecord<String, byte[]> of(Feature feature, DomainEventMessage<?> message) {
        String aggregate = message.getAggregateIdentifier();
        CloudEvent event = CloudEventBuilder.v1()
                .withId(message.getIdentifier())
                .withSource(SOURCE)
                .withType(feature.type(message.getPayloadType()))
                .withSubject(aggregate)
                .withTime(message.getTimestamp().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(mapper.writeValueAsBytes(data(message.getPayload())))
                .build();
        return KafkaMessageFactory.createWriter(feature.topic(topicPrefix), aggregate)
                .writeBinary(event);
    }

    private JsonNode data(Object payload) {
        ObjectNode data = mapper.valueToTree(payload);
        data.remove(Withheld.of(payload.getClass()));
        return data;
    }

    /** What events are written with. */
    JsonMapper mapper() {
        return mapper;
    }
}
