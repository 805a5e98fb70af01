package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductPriceChanged;
import io.saler.identity.EmailVerified;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentId;
import io.saler.value.Money;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axonframework.config.EventProcessingConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of an event that PostgreSQL refuses, while everything else goes on. */
class ParkedEventsTest extends ServedQuerySide {

    /** A processor pauses after a failure, and its part is then claimed anew. */
    private static final Duration REPEATED = Duration.ofSeconds(30);

    @Autowired
    private Jdbi database;

    @Autowired
    private EventProcessingConfiguration processing;

    @AfterEach
    void refuseNothing() {
        database.useHandle(handle -> {
            for (String table : List.of("product", "orders", "person")) {
                handle.execute("alter table query." + table + " drop constraint if exists refused");
            }
            handle.execute("delete from axon.dead_letter");
        });
    }

    @Test
    void aRefusedProductIsParkedWithWhatFollowsItWhileOthersGoOnAndIsShownOnceItIsAccepted() {
        refuse("product", "sku", "REFUSED");
        ProductCreated refused = Story.product(store.storeId(), "REFUSED", "Refused", "1");
        ProductCreated hat = Story.product(store.storeId(), "HAT", "Hat", "5");

        publish(store, shirt, refused, Story.stock(shirt, 1), hat);
        publish(new ProductPriceChanged(refused.productId(), Money.of("2", "EUR")));
        publish(new ProductPriceChanged(hat.productId(), Money.of("6", "EUR")));

        Awaitility.await()
                .atMost(REPEATED)
                .untilAsserted(() -> assertThat(parked("catalog"))
                        .containsExactly(
                                "%s ProductCreated".formatted(refused.productId()),
                                "%s ProductPriceChanged".formatted(refused.productId())));
        Awaitility.await().atMost(REPEATED).untilAsserted(() -> {
            assertThat(json(get("/products/" + hat.productId(), null))
                            .path("price")
                            .path("amount")
                            .asString())
                    .isEqualTo("6.00");
            assertThat(json(get("/products/" + shirt.productId(), null))
                            .path("inStock")
                            .asBoolean())
                    .isTrue();
        });
        assertThat(isRunning("catalog")).isTrue();

        database.useHandle(handle -> handle.execute("alter table query.product drop constraint refused"));

        // Nobody asks for it: parked events are tried again by themselves.
        Awaitility.await().atMost(REPEATED).until(() -> parked("catalog").isEmpty());
        String price = database.withHandle(
                handle -> handle.createQuery("select price from query.product where product_id = :product")
                        .bind("product", refused.productId().value())
                        .mapTo(String.class)
                        .one());
        assertThat(price).isEqualTo("2.00");
    }

    @Test
    void aRefusedOrderIsParkedWithWhatFollowsItWhileOthersGoOn() {
        OrderPlaced refused = Story.order(stranger, store.storeId(), shirt);
        OrderPlaced other = Story.order(customer, store.storeId(), shirt);
        refuse("orders", "customer_id", stranger.toString());

        publish(
                refused,
                other,
                new OrderConfirmed(refused.orderId(), PaymentId.of(refused.orderId(), 1)),
                new OrderConfirmed(other.orderId(), PaymentId.of(other.orderId(), 1)));

        Awaitility.await()
                .atMost(REPEATED)
                .untilAsserted(() -> assertThat(json(get("/orders/" + other.orderId(), as(customer)))
                                .path("status")
                                .asString())
                        .isEqualTo("CONFIRMED"));
        assertThat(parked("orders"))
                .containsExactly(
                        "%s OrderPlaced".formatted(refused.orderId()),
                        "%s OrderConfirmed".formatted(refused.orderId()));
        problem(get("/orders/" + refused.orderId(), as(stranger)), 404, "order-unknown");
        assertThat(isRunning("orders")).isTrue();
    }

    @Test
    void aRefusedPersonIsParkedWithWhatFollowsThemWhileOthersGoOn() {
        UserId refused = stranger;
        refuse("person", "email", "refused@example.com");

        publish(
                keys.registration(refused, "refused@example.com", "Ann"),
                new EmailVerified(refused),
                keys.registration(customer, "bob@example.com", "Bob"),
                new EmailVerified(customer));

        Awaitility.await()
                .atMost(REPEATED)
                .untilAsserted(() -> assertThat(json(get("/users/me", as(customer)))
                                .path("verified")
                                .asBoolean())
                        .isTrue());
        assertThat(parked("people"))
                .containsExactly("%s UserRegistered".formatted(refused), "%s EmailVerified".formatted(refused));
        List<String> letters = database.withHandle(
                handle -> handle.createQuery("""
                        select coalesce(causeMessage, '') || encode(payload, 'escape') from axon.dead_letter""").mapTo(String.class).list());
        assertThat(letters)
                .as("personal data in what is parked")
                .isNotEmpty()
                .noneMatch(letter -> letter.contains("refused@example.com"));
        assertThat(isRunning("people")).isTrue();
    }

    @Test
    void aPersonWhoseNameIsDamagedIsParkedWhileOthersGoOn() {
        var noise = new PersonalText.Sealed("noise");
        publish(
                new UserRegistered(merchant, noise, noise, Role.CUSTOMER),
                keys.registration(customer, "cid@example.com", "Cid"));

        Awaitility.await()
                .atMost(REPEATED)
                .untilAsserted(
                        () -> assertThat(get("/users/me", as(customer)).body()).contains("cid@example.com"));
        assertThat(parked("people")).contains("%s UserRegistered".formatted(merchant));
        assertThat(isRunning("people")).isTrue();
    }

    private void refuse(String table, String column, String value) {
        database.useHandle(handle -> handle.execute(
                "alter table query.%s add constraint refused check (%s <> '%s')".formatted(table, column, value)));
    }

    /** The parked events of a group, in the order of their sequence: what they are about, and what they say. */
    private List<String> parked(String group) {
        return database.withHandle(handle ->
                handle.createQuery("""
                        select sequenceIdentifier || ' ' || substring(payloadType from '[^.]*$')
                        from axon.dead_letter where processingGroup = :group
                        order by sequenceIdentifier, sequenceIndex""").bind("group", group).mapTo(String.class).list());
    }

    private boolean isRunning(String processor) {
        return processing.eventProcessor(processor).orElseThrow().isRunning();
    }
}
