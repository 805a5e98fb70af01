package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.EmptyDatabase;
import io.saler.catalog.CreateProduct;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.command.CommandSide;
import io.saler.command.CommandSideTest;
import io.saler.command.OrderReader;
import io.saler.command.inventory.InventoryItem;
import io.saler.failure.FailureDetails;
import io.saler.identity.UserId;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.AdjustedStock;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.ReserveStock;
import io.saler.order.FindOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.PlaceOrder;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The command side on a real PostgreSQL, with a reader of orders that answers at once. */
@SpringBootTest(classes = TradeTest.Shop.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class TradeTest {

    @EnableAutoConfiguration
    @Import(CommandSide.class)
    static class Shop {}

    private final StoreId store = StoreId.random();
    private final UserId customer = UserId.random();

    private CommandGateway commands;

    @Autowired
    void sendAsSaler(CommandBus bus) {
        commands = CommandSideTest.asSaler(bus);
    }

    @Autowired
    private EventStore events;

    @Autowired
    private PriceList prices;

    @Autowired
    private OrderReader reader;

    @Autowired
    private QueryUpdateEmitter emitter;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        String url = EmptyDatabase.create().url();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", () -> "postgres");
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
    void ofManyWhoCreateTheSameProductAtOnceOneSucceedsAndItsStockIsTheOnlyOne() {
        ProductId tea = ProductId.of(store, new Sku("tea"));
        List<CompletableFuture<Object>> attempts = IntStream.range(1, 9)
                .mapToObj(stock -> commands.send(product("tea", stock)))
                .toList();
        long created = attempts.stream()
                .map(attempt -> attempt.handle((ok, failed) -> {
                            if (failed != null) {
                                assertThat(details(failed).isConcurrentChange()).isTrue();
                            }
                            return failed == null;
                        })
                        .join())
                .filter(success -> success)
                .count();
        assertThat(created).isEqualTo(1);
        assertThat(events.readEvents(InventoryItemId.of(tea).toString()).asStream())
                .hasSize(1);
        assertThat(commands.<AdjustedStock>sendAndWait(adjust(tea, 3)).level().onHand())
                .isBetween(4, 11);
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
    void anOutcomeThatComesWhileWaitingIsSeen() {
        reader.decides(OrderStatus.CONFIRMED);
        OrderId id = OrderId.random();
        OrderView decided = reader.find(new FindOrder(id));
        reader.decides(OrderStatus.PLACED);
        try (var watch = new OutcomeWatch(queries, id)) {
            emitter.emit(FindOrder.class, query -> query.orderId().equals(id), decided);
            assertThat(watch.outcome(view -> view.status() == OrderStatus.CONFIRMED, Duration.ofSeconds(20)))
                    .contains(decided);
        }
    }

    @Autowired
    private QueryGateway queries;

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
        return new AdjustStock(product, change, null, "count");
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
