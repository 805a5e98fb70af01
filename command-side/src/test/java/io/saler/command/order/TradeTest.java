package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.catalog.ChangeProduct;
import io.saler.catalog.CreateProduct;
import io.saler.catalog.DiscontinueProduct;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.command.CommandSide;
import io.saler.command.inventory.InventoryItem;
import io.saler.failure.FailureDetails;
import io.saler.gateway.access.CurrentUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.ReserveStock;
import io.saler.inventory.StockLevel;
import io.saler.order.FindOrder;
import io.saler.order.OrderFailure.InsufficientStock;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.PlaceOrder;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The command side on a real PostgreSQL, with a reader of orders that answers at once. */
@SpringBootTest(classes = TradeTest.Shop.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class TradeTest {

    private static final EmbeddedPostgres POSTGRES = start();

    @EnableAutoConfiguration
    @Import({CommandSide.class, Reader.class})
    static class Shop {}

    /** Decides every order the moment it is watched. */
    static class Reader {

        private volatile OrderStatus outcome = OrderStatus.PLACED;

        @QueryHandler
        @Nullable
        OrderView find(FindOrder query) {
            Money zero = Money.of("0", "EUR");
            return outcome == OrderStatus.PLACED
                    ? null
                    : new OrderView(
                            query.orderId(),
                            StoreId.random(),
                            UserId.random(),
                            outcome,
                            outcome == OrderStatus.REJECTED ? "insufficient-stock" : null,
                            List.of(),
                            zero,
                            zero,
                            zero,
                            zero,
                            zero,
                            null,
                            Instant.EPOCH,
                            Instant.EPOCH);
        }
    }

    private final StoreId store = StoreId.random();
    private final UserId customer = UserId.random();

    @Autowired
    private CommandGateway commands;

    @Autowired
    private EventStore events;

    @Autowired
    private PriceList prices;

    @Autowired
    private OrderEndpoint endpoint;

    @Autowired
    private Reader reader;

    @Autowired
    private QueryUpdateEmitter emitter;

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        properties.add("spring.datasource.username", () -> "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        POSTGRES.close();
    }

    @Test
    void aProductCanBeOrderedTheMomentItIsCreated() {
        ProductId tea = create("tea", 5);
        assertThat(prices.onSale(store, List.of(tea, ProductId.of(store, new Sku("none")))))
                .containsOnly(Map.entry(tea, new PricedProduct(tea, new Sku("tea"), "tea", Money.of("3.50", "EUR"))));
        assertThat(prices.onSale(StoreId.random(), List.of(tea))).isEmpty();
        assertThat(commands.<Boolean>sendAndWait(order(OrderId.random(), tea))).isTrue();
    }

    @Test
    void thePriceListFollowsThePageThePriceAndTheEndOfAProduct() {
        ProductId tea = create("tea", 5);
        var renamed = new ProductDetails("Tea bags", "", "drinks", List.of(), Map.of());
        commands.sendAndWait(new ChangeProduct(tea, renamed, Money.of("4.25", "EUR"), null));
        assertThat(prices.onSale(store, List.of(tea)).get(tea))
                .isEqualTo(new PricedProduct(tea, new Sku("tea"), "Tea bags", Money.of("4.25", "EUR")));
        commands.sendAndWait(new DiscontinueProduct(tea));
        assertThat(prices.onSale(store, List.of(tea))).isEmpty();
    }

    @Test
    void ofManyWhoCreateTheSameProductAtOnceOneSucceedsAndItsStockIsTheOnlyOne() {
        ProductId tea = ProductId.of(store, new Sku("tea"));
        List<CompletableFuture<Object>> attempts = IntStream.range(1, 9)
                .mapToObj(stock -> commands.send(product("tea", stock)))
                .toList();
        long created = attempts.stream()
                .map(attempt -> attempt.handle((ok, failed) -> {
                            if (failed != null) {
                                assertThat(details(failed).type()).isEqualTo("concurrent-change");
                            }
                            return failed == null;
                        })
                        .join())
                .filter(success -> success)
                .count();
        assertThat(created).isEqualTo(1);
        assertThat(events.readEvents(InventoryItemId.of(tea).toString()).asStream())
                .hasSize(1);
        assertThat(commands.<StockLevel>sendAndWait(adjust(tea, 3)).onHand()).isBetween(4, 11);
    }

    @Test
    void anOrderThatWasRefusedCanBePlacedLaterUnderTheSameId() {
        OrderId id = OrderId.random();
        ProductId tea = ProductId.of(store, new Sku("tea"));
        assertThatThrownBy(() -> commands.sendAndWait(order(id, tea)))
                .satisfies(refused -> assertThat(details(refused).type()).isEqualTo("product-not-on-sale"));
        create("tea", 5);
        assertThat(commands.<Boolean>sendAndWait(order(id, tea))).isTrue();
        assertThat(commands.<Boolean>sendAndWait(order(id, tea))).isFalse();
    }

    @Test
    void ofOneRequestSentManyTimesAtOnceOneOrderComes() {
        ProductId tea = create("tea", 5);
        OrderId id = OrderId.random();
        List<CompletableFuture<Boolean>> attempts = IntStream.range(0, 8)
                .mapToObj(attempt -> commands.<Boolean>send(order(id, tea)))
                .toList();
        assertThat(attempts.stream().map(CompletableFuture::join).filter(created -> created))
                .hasSize(1);
    }

    @Test
    void stockIsReadBackFromASnapshotAfterManyEvents() {
        ProductId tea = create("tea", 1);
        InventoryItemId item = InventoryItemId.of(tea);
        commands.sendAndWait(new ReserveStock(item, OrderId.random(), new Quantity(1)));
        OrderId last = OrderId.random();
        for (int i = 0; i < 220; i++) {
            last = OrderId.random();
            commands.sendAndWait(new ReserveStock(item, last, new Quantity(1)));
        }
        var first = events.readEvents(item.toString()).next();
        assertThat(first.getPayload()).isInstanceOf(InventoryItem.class);
        assertThat(first.getPayload()).hasFieldOrPropertyWithValue("onHand", 1);
        assertThat(first.getPayload()).hasFieldOrPropertyWithValue("reserved", 1);
    }

    @Test
    void anOrderIsAnsweredAtOnceUnlessTheClientWaits() {
        ProductId tea = create("tea", 5);
        reader.outcome = OrderStatus.PLACED;
        var answer = place(tea, "key-1", null);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(answer.getHeaders().getFirst("Idempotency-Replayed")).isNull();
        var replayed = place(tea, "key-1", null);
        assertThat(replayed.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.getBody()).isEqualTo(answer.getBody());
        assertThat(replayed.getHeaders().getLocation())
                .isEqualTo(answer.getHeaders().getLocation());
        assertThat(place(tea, null, null).getBody()).isNotEqualTo(answer.getBody());
    }

    @Test
    void whoeverWaitsLearnsTheOutcome() {
        ProductId tea = create("tea", 5);
        reader.outcome = OrderStatus.CONFIRMED;
        var confirmed = place(tea, null, "wait=20");
        assertThat(confirmed.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(confirmed.getHeaders().getFirst("Preference-Applied")).isEqualTo("wait=20");
        reader.outcome = OrderStatus.REJECTED;
        assertThatThrownBy(() -> place(tea, null, "wait=20")).isInstanceOf(InsufficientStock.class);
    }

    @Test
    void whoeverWaitsInVainIsToldThatTheOrderIsPlaced() {
        ProductId tea = create("tea", 5);
        reader.outcome = OrderStatus.PLACED;
        assertThat(place(tea, null, "wait=1").getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
    }

    @Test
    void anOutcomeThatComesWhileWaitingIsSeen() {
        reader.outcome = OrderStatus.CONFIRMED;
        OrderId id = OrderId.random();
        OrderView decided = reader.find(new FindOrder(id));
        reader.outcome = OrderStatus.PLACED;
        try (var watch = new OutcomeWatch(queries, id)) {
            emitter.emit(FindOrder.class, query -> query.orderId().equals(id), decided);
            assertThat(watch.outcome(Duration.ofSeconds(20))).contains(decided);
        }
    }

    @Autowired
    private QueryGateway queries;

    private ResponseEntity<Object> place(ProductId product, String key, String prefer) {
        var request = new OrderEndpoint.OrderRequest(
                store,
                List.of(new OrderEndpoint.Line(product, new Quantity(1))),
                new PaymentMethod("pm_approve"),
                null);
        return endpoint.place(
                request,
                key,
                prefer == null ? null : List.of(prefer),
                new CurrentUser(customer, Set.of(Role.CUSTOMER)));
    }

    private ProductId create(String sku, int stock) {
        CreateProduct command = product(sku, stock);
        commands.sendAndWait(command);
        return command.productId();
    }

    private CreateProduct product(String sku, int stock) {
        return new CreateProduct(
                ProductId.of(store, new Sku(sku)),
                store,
                new Sku(sku),
                new ProductDetails(sku, "", "drinks", List.of(), Map.of()),
                Money.of("3.50", "EUR"),
                stock,
                0);
    }

    private PlaceOrder order(OrderId id, ProductId product) {
        return new PlaceOrder(
                id,
                customer,
                store,
                List.of(new OrderItem(product, new Quantity(1))),
                new PaymentMethod("pm_approve"),
                null);
    }

    private static AdjustStock adjust(ProductId product, int change) {
        return new AdjustStock(InventoryItemId.of(product), change, null, "count");
    }

    private static FailureDetails details(Throwable refused) {
        Throwable cause = refused;
        while (!(cause instanceof CommandExecutionException execution)) {
            cause = cause.getCause();
            assertThat(cause).as("an answer with details, not %s", refused).isNotNull();
        }
        return execution.<FailureDetails>getDetails().orElseThrow();
    }
}
