package io.saler.query.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.identity.IdentityEvent;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.inventory.InventoryEvent;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderEvent;
import io.saler.order.OrderId;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentEvent;
import io.saler.payment.PaymentId;
import io.saler.query.Story;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.ApiKeyRolled;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreEvent;
import io.saler.store.StoreId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventRecordsTest {

    private final EventRecords records = new EventRecords(
            new KafkaSettings("shop", 3, Duration.ofDays(7), Duration.ofDays(7), Duration.ofSeconds(6)));
    private final Story story = new Story();

    @Test
    void anEventBecomesACloudEventInBinaryModeKeyedByItsAggregate() {
        ProductCreated created = Story.product(StoreId.random(), "SHIRT", "Shirt", "19.9");
        DomainEventMessage<Object> message = story.event(created);

        ProducerRecord<String, byte[]> record = records.of(Feature.CATALOG, message);

        assertThat(record.topic()).isEqualTo("shop.catalog");
        assertThat(record.key()).isEqualTo(created.productId().toString());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_id")).isEqualTo(message.getIdentifier());
        assertThat(header(record, "ce_source")).isEqualTo("/saler");
        assertThat(header(record, "ce_type")).isEqualTo("io.saler.catalog.ProductCreated.v1");
        assertThat(header(record, "ce_subject")).isEqualTo(created.productId().toString());
        assertThat(header(record, "ce_time")).isEqualTo("2026-11-01T10:00:01Z");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        JsonNode data = JsonMapper.shared().readTree(record.value());
        assertThat(data.path("sku").asString()).isEqualTo("SHIRT");
        assertThat(data.path("price").toString()).isEqualTo("{\"amount\":\"19.90\",\"currency\":\"EUR\"}");
        assertThat(data.path("details").path("name").asString()).isEqualTo("Shirt");
    }

    @Test
    void aReaderOfCloudEventsUnderstandsIt() {
        DomainEventMessage<Object> message = story.event(Story.store(UserId.random()));

        ProducerRecord<String, byte[]> record = records.of(Feature.STORE, message);
        CloudEvent event = KafkaMessageFactory.createReader(record.headers(), record.value())
                .toEvent();

        assertThat(event.getId()).isEqualTo(message.getIdentifier());
        assertThat(event.getType()).isEqualTo("io.saler.store.StoreOpened.v1");
        assertThat(event.getTime().toInstant()).isEqualTo(message.getTimestamp());
    }

    @Test
    void nobodysNameOrAddressGoesToKafka() {
        UserId ann = UserId.random();
        for (PersonalText text : List.of(new PersonalText.Plain("Ann"), new PersonalText.Sealed("Ann"))) {
            ProducerRecord<String, byte[]> record =
                    records.of(Feature.IDENTITY, story.event(new UserRegistered(ann, text, text, Role.CUSTOMER)));

            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .doesNotContain("Ann", "sealed")
                    .contains(ann.toString(), "CUSTOMER");
        }
    }

    @Test
    void noDigestOfAKeyGoesToKafka() {
        var secret = new KeyDigest("a".repeat(64));
        var old = new KeyDigest("b".repeat(64));
        ApiKeyId key = ApiKeyId.random();
        StoreId store = StoreId.random();
        var created = new ApiKeyCreated(
                store, key, "server", ApiKeyKind.SECRET, List.of(Scope.ORDERS_READ), secret, "wxyz", null);
        var rolled = new ApiKeyRolled(store, key, secret, "wxyz", old, Story.BEGIN);

        for (Object event : List.of(created, rolled)) {
            assertThat(new String(records.of(Feature.STORE, story.event(event)).value(), StandardCharsets.UTF_8))
                    .doesNotContain(secret.value(), old.value())
                    .contains(key.toString());
        }
    }

    @Test
    void noLinkOfACustomerGoesToKafka() {
        OrderId order = OrderId.random();
        var required = new PaymentActionRequired(
                PaymentId.of(order, 1), order, new PaymentAction(URI.create("https://bank.example/3ds?secret=s3cr3t")));

        assertThat(new String(records.of(Feature.PAYMENT, story.event(required)).value(), StandardCharsets.UTF_8))
                .doesNotContain("bank.example", "s3cr3t")
                .contains(order.toString());
    }

    @Test
    void everyKindOfEventHasATopic() {
        List<Class<?>> kinds = List.of(
                OrderEvent.class,
                PaymentEvent.class,
                InventoryEvent.class,
                CatalogEvent.class,
                StoreEvent.class,
                IdentityEvent.class,
                NotificationEvent.class);

        assertThat(kinds)
                .allSatisfy(kind -> assertThat(kind.getPermittedSubclasses())
                        .allSatisfy(event -> assertThat(Feature.values())
                                .filteredOn(feature -> feature.publishes(event))
                                .singleElement()
                                .isEqualTo(Feature.valueOf(event.getPackageName()
                                        .replace("io.saler.", "")
                                        .toUpperCase()))));
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
