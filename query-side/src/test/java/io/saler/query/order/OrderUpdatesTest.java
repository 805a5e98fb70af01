package io.saler.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductCreated;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.FindOrder;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.payment.PaymentId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.query.json.StoredJson;
import io.saler.query.store.Stores;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreOpened;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is answered about an order on the query bus, at once and later. */
class OrderUpdatesTest {

    private final TestDatabase database = TestDatabase.empty();
    private final StoredJson json = new StoredJson();
    private final OrderTable orders = new OrderTable(database.jdbi(), new OrderRow(json));
    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final OrderUpdates updates = new OrderUpdates(orders, access(database), bus.queryUpdateEmitter());
    private final EventFeed feed = new EventFeed(
            database,
            new OrderProjection(
                    database.savepoints(),
                    orders,
                    new OrderHistory(database.jdbi()),
                    updates,
                    OrderWatchTest.node(database),
                    json),
            Stores.projection(database),
            Stores.keyProjection(database));

    private final Story story = new Story();
    private final UserId merchant = UserId.random();
    private final UserId customer = UserId.random();
    private final StoreOpened store = Story.store(merchant);
    private final StoreOpened otherStore = Story.store(merchant);
    private final ProductCreated shirt = Story.product(store.storeId(), "SHIRT", "Shirt", "19.99");
    private final OrderPlaced placed = Story.order(customer, store.storeId(), shirt);

    static OrderAccess access(TestDatabase database) {
        return new OrderAccess(Stores.in(database), Stores.keys(database));
    }

    /** Everybody who could ask. */
    private enum Asker {
        CUSTOMER(true),
        MERCHANT(true),
        KEY_OF_THE_STORE(true),
        ADMINISTRATOR(true),
        SALER(true),
        STRANGER(false),
        KEY_OF_ANOTHER_STORE(false),
        KEY_WITHOUT_THE_SCOPE(false),
        UNKNOWN_KEY(false),
        CUSTOMERS_ID_AS_A_KEY(false),
        NOBODY(false);

        private final boolean may;

        Asker(boolean may) {
            this.may = may;
        }
    }

    private final ApiKeyCreated key = key(store, Scope.ORDERS_READ);
    private final ApiKeyCreated keyOfAnother = key(otherStore, Scope.ORDERS_READ);
    private final ApiKeyCreated keyForOther = key(store, Scope.INVENTORY_READ);

    private static ApiKeyCreated key(StoreOpened store, Scope scope) {
        String digest = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return new ApiKeyCreated(
                store.storeId(),
                ApiKeyId.random(),
                "server",
                ApiKeyKind.SECRET,
                List.of(scope),
                new KeyDigest(digest),
                "abcd",
                null);
    }

    private Actor actor(Asker asker) {
        return switch (asker) {
            case CUSTOMER -> Actor.user(Role.CUSTOMER, customer);
            case MERCHANT -> Actor.user(Role.CUSTOMER, merchant);
            case KEY_OF_THE_STORE -> Actor.apiKey(key.keyId());
            case ADMINISTRATOR -> Actor.user(Role.ADMIN, UserId.random());
            case SALER -> Actor.system("notifications");
            case STRANGER -> Actor.user(Role.MERCHANT, UserId.random());
            case KEY_OF_ANOTHER_STORE -> Actor.apiKey(keyOfAnother.keyId());
            case KEY_WITHOUT_THE_SCOPE -> Actor.apiKey(keyForOther.keyId());
            case UNKNOWN_KEY -> Actor.apiKey(ApiKeyId.random());
            case CUSTOMERS_ID_AS_A_KEY -> Actor.apiKey(customer);
            case NOBODY -> Actor.anonymous();
        };
    }

    @BeforeEach
    void openStores() {
        new AnnotationQueryHandlerAdapter<>(updates).subscribe(bus);
        publish(store, otherStore, key, keyOfAnother, keyForOther);
    }

    private void publish(Object... payloads) {
        feed.publish(Stream.of(payloads).map(story::event).toList());
    }

    private @Nullable OrderView ask(Actor actor) {
        return DefaultQueryGateway.builder()
                .queryBus(bus)
                .build()
                .query(
                        new GenericQueryMessage<>(
                                        new FindOrder(placed.orderId()), ResponseTypes.instanceOf(OrderView.class))
                                .andMetaData(Map.of(Actor.KEY, actor.toString())),
                        OrderView.class)
                .join();
    }

    /** What a subscriber is told; updates arrive on the thread that publishes. */
    private List<OrderStatus> watch(Actor actor) {
        var query = new GenericSubscriptionQueryMessage<>(
                new FindOrder(placed.orderId()),
                ResponseTypes.instanceOf(OrderView.class),
                ResponseTypes.instanceOf(OrderView.class));
        var told = new CopyOnWriteArrayList<OrderStatus>();
        bus.subscriptionQuery(query.andMetaData(Map.of(Actor.KEY, actor.toString())))
                .updates()
                .subscribe(update -> told.add(update.getPayload().status()));
        return told;
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsShownToThoseWhomItConcernsAndDoesNotExistForOthers(Asker asker) {
        assertThat(ask(actor(asker))).isNull();
        publish(placed);
        assertThat(ask(actor(asker)) != null).isEqualTo(asker.may);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhoMayReadAnOrderIsToldOfItsChanges(Asker asker) {
        List<OrderStatus> told = watch(actor(asker));
        publish(placed);
        publish(
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)),
                Story.order(customer, store.storeId(), shirt));
        assertThat(told).isEqualTo(asker.may ? List.of(OrderStatus.PLACED, OrderStatus.CONFIRMED) : List.of());
    }
}
