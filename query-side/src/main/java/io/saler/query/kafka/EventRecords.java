package io.saler.query.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.saler.axonserver.json.ValueTypesModule;
import io.saler.identity.PersonalText;
import io.saler.payment.PaymentActionRequired;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRolled;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Revision;
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

    private static final URI SOURCE = URI.create("/saler");

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
                .withType(type(feature, message.getPayloadType()))
                .withSubject(aggregate)
                .withTime(message.getTimestamp().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(mapper.writeValueAsBytes(data(message.getPayload())))
                .build();
        return KafkaMessageFactory.createWriter(feature.topic(topicPrefix), aggregate)
                .writeBinary(event);
    }

    /** Even sealed, what is personal would be of no use to anybody outside. */
    private JsonNode data(Object payload) {
        ObjectNode data = mapper.valueToTree(payload);
        for (RecordComponent field : payload.getClass().getRecordComponents()) {
            if (PersonalText.class.isAssignableFrom(field.getType())) {
                data.remove(field.getName());
            }
        }
        switch (payload) {
            // Nobody can tell a key from its digest, and nobody who reads records needs to.
            case ApiKeyCreated created -> data.remove("secret");
            case ApiKeyRolled rolled -> data.remove(List.of("secret", "oldSecret"));
            // Whoever has the customer's link can act in their place.
            case PaymentActionRequired required -> data.remove("action");
            default -> {}
        }
        return data;
    }

    private static String type(Feature feature, Class<?> event) {
        Revision revision = event.getAnnotation(Revision.class);
        return "io.saler.%s.%s.v%s"
                .formatted(feature, event.getSimpleName(), revision == null ? "1" : revision.value());
    }
}
