package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.failure.IdempotencyKeyReused;
import io.saler.identity.UserId;
import io.saler.order.AwaitPayment;
import io.saler.order.ConfirmOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderFailure.OrderTooLarge;
import io.saler.order.OrderFailure.ProductNotOnSale;
import io.saler.order.OrderFailure.TotalChanged;
import io.saler.order.OrderFailure.TransitionRefused;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderTotals;
import io.saler.order.PlaceOrder;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final OrderId ORDER = OrderId.random();
    private static final StoreId STORE = StoreId.random();
    private static final UserId CUSTOMER = UserId.random();
    private static final PaymentMethod METHOD = new PaymentMethod("pm_approve");
    private static final ProductId TEA = ProductId.of(STORE, new Sku("tea"));
    private static final ProductId CUP = ProductId.of(STORE, new Sku("cup"));
    private static final Money TEA_PRICE = Money.of("3.50", "EUR");
    private static final Money CUP_PRICE = Money.of("0.99", "EUR");

    private static final List<OrderLine> LINES = List.of(
            new OrderLine(CUP, new Sku("cup"), "Cup", new Quantity(1), CUP_PRICE, CUP_PRICE),
            new OrderLine(TEA, new Sku("tea"), "Tea", new Quantity(3), TEA_PRICE, Money.of("10.50", "EUR")));
    private static final OrderPlaced PLACED =
            new OrderPlaced(ORDER, CUSTOMER, STORE, LINES, OrderTotals.of(LINES, CUP_PRICE.currency()), METHOD);
    private static final OrderAwaitsPayment AWAITS = new OrderAwaitsPayment(ORDER);
    private static final OrderConfirmed CONFIRMED = new OrderConfirmed(ORDER);
    private static final OrderRejected REJECTED = new OrderRejected(ORDER, RejectionReason.INSUFFICIENT_STOCK);
    private static final RejectOrder REJECT = new RejectOrder(ORDER, RejectionReason.INSUFFICIENT_STOCK);
    private static final AwaitPayment AWAIT = new AwaitPayment(ORDER);
    private static final ConfirmOrder CONFIRM = new ConfirmOrder(ORDER);
    private static final OrderShipped SHIPPED = new OrderShipped(ORDER, CUSTOMER, "DHL", "0034-1");
    private static final OrderDelivered DELIVERED = new OrderDelivered(ORDER);
    private static final ShipOrder SHIP = new ShipOrder(ORDER, "DHL", "0034-1");
    private static final DeliverOrder DELIVER = new DeliverOrder(ORDER);

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);
    private final Map<ProductId, PricedProduct> prices = new HashMap<>(Map.of(
            TEA, new PricedProduct(TEA, new Sku("tea"), "Tea", TEA_PRICE),
            CUP, new PricedProduct(CUP, new Sku("cup"), "Cup", CUP_PRICE)));

    @BeforeEach
    void openTheStore() {
        PriceList list = (store, products) -> store.equals(STORE) ? prices : Map.of();
        order.registerInjectableResource(list);
    }

    @Test
    void anOrderIsComputedFromTheStoresPricesWithEachProductOnce() {
        order.givenNoPriorActivity()
                .when(place(METHOD, null, item(CUP, 1), item(TEA, 1), item(TEA, 2)))
                .expectEvents(PLACED)
                .expectResultMessagePayload(true);
    }

    @Test
    void theExpectedTotalMustBeTheTotal() {
        order.givenNoPriorActivity()
                .when(place(METHOD, Money.of("11.49", "EUR"), item(CUP, 1), item(TEA, 3)))
                .expectEvents(PLACED);
        order.givenNoPriorActivity()
                .when(place(METHOD, Money.of("11.48", "EUR"), item(CUP, 1), item(TEA, 3)))
                .expectException(TotalChanged.class)
                .expectNoEvents();
        order.givenNoPriorActivity()
                .when(place(METHOD, Money.of("11.49", "USD"), item(CUP, 1), item(TEA, 3)))
                .expectException(TotalChanged.class);
    }

    @Test
    void whatIsNotOnSaleIsNotSold() {
        prices.remove(TEA);
        order.givenNoPriorActivity()
                .when(place(METHOD, null, item(CUP, 1), item(TEA, 3)))
                .expectException(ProductNotOnSale.class)
                .expectNoEvents();
    }

    @Test
    void anOrderBeyondWhatMoneyCanCountIsRefused() {
        prices.put(TEA, new PricedProduct(TEA, new Sku("tea"), "Tea", Money.of("900000000000000", "EUR")));
        order.givenNoPriorActivity().when(place(METHOD, null, item(TEA, 2))).expectException(OrderTooLarge.class);
        order.givenNoPriorActivity()
                .when(place(METHOD, null, item(CUP, 1), item(CUP, Quantity.MAXIMUM)))
                .expectException(OrderTooLarge.class);
    }

    @Test
    void theSameRequestAgainIsTheSameOrderEvenAtNewPrices() {
        prices.clear();
        order.given(PLACED)
                .when(place(METHOD, null, item(CUP, 1), item(TEA, 2), item(TEA, 1)))
                .expectNoEvents()
                .expectResultMessagePayload(false);
        order.given(PLACED, CONFIRMED)
                .when(place(METHOD, null, item(CUP, 1), item(TEA, 3)))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void anotherRequestUnderTheSameIdIsRefused() {
        reused(place(METHOD, null, item(CUP, 1), item(TEA, 4)));
        reused(place(METHOD, null, item(CUP, 1)));
        reused(place(new PaymentMethod("pm_decline"), null, item(CUP, 1), item(TEA, 3)));
        reused(new PlaceOrder(ORDER, UserId.random(), STORE, List.of(item(CUP, 1), item(TEA, 3)), METHOD, null));
        reused(new PlaceOrder(ORDER, CUSTOMER, StoreId.random(), List.of(item(CUP, 1), item(TEA, 3)), METHOD, null));
    }

    @Test
    void anOrderMovesForward() {
        order.given(PLACED).when(AWAIT).expectEvents(AWAITS);
        order.given(PLACED).when(CONFIRM).expectEvents(CONFIRMED);
        order.given(PLACED).when(REJECT).expectEvents(REJECTED);
        order.given(PLACED, AWAITS).when(CONFIRM).expectEvents(CONFIRMED);
        order.given(PLACED, AWAITS).when(REJECT).expectEvents(REJECTED);
    }

    @Test
    void aStepTakenAgainChangesNothing() {
        nothing(AWAIT, PLACED, AWAITS);
        nothing(CONFIRM, PLACED, CONFIRMED);
        nothing(REJECT, PLACED, REJECTED);
        nothing(new RejectOrder(ORDER, RejectionReason.PAYMENT_TIMEOUT), PLACED, REJECTED);
    }

    @Test
    void anOutcomeIsFinal() {
        refused(CONFIRM, PLACED, REJECTED);
        refused(AWAIT, PLACED, REJECTED);
        refused(REJECT, PLACED, CONFIRMED);
        refused(AWAIT, PLACED, CONFIRMED);
    }

    @Test
    void aConfirmedOrderIsShippedAndThenDelivered() {
        order.given(PLACED, CONFIRMED).when(SHIP).expectEvents(SHIPPED).expectResultMessagePayload(OrderStatus.SHIPPED);
        order.given(PLACED, CONFIRMED, SHIPPED)
                .when(DELIVER)
                .expectEvents(DELIVERED)
                .expectResultMessagePayload(OrderStatus.DELIVERED);
    }

    @Test
    void nothingIsShippedBeforeItIsPaidOrAfterItIsRejected() {
        refused(SHIP, PLACED);
        refused(SHIP, PLACED, AWAITS);
        refused(SHIP, PLACED, REJECTED);
    }

    @Test
    void onlyWhatIsShippedIsDelivered() {
        refused(DELIVER, PLACED);
        refused(DELIVER, PLACED, AWAITS);
        refused(DELIVER, PLACED, CONFIRMED);
        refused(DELIVER, PLACED, REJECTED);
    }

    @Test
    void theSameShipmentAndDeliveryAgainChangeNothing() {
        order.given(PLACED, CONFIRMED, SHIPPED)
                .when(new ShipOrder(ORDER, " DHL ", "0034-1"))
                .expectNoEvents()
                .expectResultMessagePayload(OrderStatus.SHIPPED);
        order.given(PLACED, CONFIRMED, SHIPPED, DELIVERED)
                .when(SHIP)
                .expectNoEvents()
                .expectResultMessagePayload(OrderStatus.DELIVERED);
        order.given(PLACED, CONFIRMED, SHIPPED, DELIVERED)
                .when(DELIVER)
                .expectNoEvents()
                .expectResultMessagePayload(OrderStatus.DELIVERED);
    }

    @Test
    void anOrderIsNotShippedOnceMoreInAnotherParcel() {
        refused(new ShipOrder(ORDER, "UPS", "0034-1"), PLACED, CONFIRMED, SHIPPED);
        refused(new ShipOrder(ORDER, "DHL", "0034-2"), PLACED, CONFIRMED, SHIPPED);
        refused(new ShipOrder(ORDER, "DHL", "0034-2"), PLACED, CONFIRMED, SHIPPED, DELIVERED);
    }

    @Test
    void aConfirmationRepeatedAfterTheParcelHasLeftChangesNothing() {
        nothing(CONFIRM, PLACED, CONFIRMED, SHIPPED);
        nothing(CONFIRM, PLACED, CONFIRMED, SHIPPED, DELIVERED);
        refused(REJECT, PLACED, CONFIRMED, SHIPPED);
        refused(AWAIT, PLACED, CONFIRMED, SHIPPED, DELIVERED);
    }

    private static OrderItem item(ProductId product, int units) {
        return new OrderItem(product, new Quantity(units));
    }

    private static PlaceOrder place(PaymentMethod method, Money expected, OrderItem... items) {
        return new PlaceOrder(ORDER, CUSTOMER, STORE, List.of(items), method, expected);
    }

    private void reused(PlaceOrder command) {
        order.given(PLACED)
                .when(command)
                .expectException(IdempotencyKeyReused.class)
                .expectNoEvents();
    }

    private void nothing(Object command, Object... before) {
        order.given(before).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    private void refused(Object command, Object... before) {
        order.given(before)
                .when(command)
                .expectException(TransitionRefused.class)
                .expectNoEvents();
    }
}
