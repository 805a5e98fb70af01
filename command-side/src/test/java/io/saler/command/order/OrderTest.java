package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.failure.IdempotencyKeyReused;
import io.saler.identity.UserId;
import io.saler.order.AwaitPayment;
import io.saler.order.CancelOrder;
import io.saler.order.CompleteCancellation;
import io.saler.order.ConfirmOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.GiveUpOrder;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderFailure.AlreadyPaid;
import io.saler.order.OrderFailure.BeingCancelled;
import io.saler.order.OrderFailure.OrderTooLarge;
import io.saler.order.OrderFailure.PaymentInProgress;
import io.saler.order.OrderFailure.ProductNotOnSale;
import io.saler.order.OrderFailure.RefundExceedsPayment;
import io.saler.order.OrderFailure.TotalChanged;
import io.saler.order.OrderFailure.TransitionRefused;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderLine;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderTotals;
import io.saler.order.PayOrder;
import io.saler.order.PlaceOrder;
import io.saler.order.RecordRefund;
import io.saler.order.RecordRefundRefused;
import io.saler.order.RefundOrder;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private static final OrderConfirmed CONFIRMED = new OrderConfirmed(ORDER, PaymentId.of(ORDER, 1));
    private static final OrderRejected REJECTED = new OrderRejected(ORDER, RejectionReason.INSUFFICIENT_STOCK);
    private static final RejectOrder REJECT = new RejectOrder(ORDER, RejectionReason.INSUFFICIENT_STOCK, 1);
    private static final AwaitPayment AWAIT = new AwaitPayment(ORDER, 1);
    private static final ConfirmOrder CONFIRM = new ConfirmOrder(ORDER, PaymentId.of(ORDER, 1));
    private static final OrderShipped SHIPPED = new OrderShipped(ORDER, CUSTOMER, "DHL", "0034-1");
    private static final OrderDelivered DELIVERED = new OrderDelivered(ORDER);
    private static final ShipOrder SHIP = new ShipOrder(ORDER, "DHL", "0034-1");
    private static final DeliverOrder DELIVER = new DeliverOrder(ORDER);

    private static final PaymentId PAYMENT = PaymentId.of(ORDER, 1);
    private static final Money TOTAL = Money.of("11.49", "EUR");
    private static final String WHY = "Ordered by mistake";
    private static final CancelOrder CANCEL = new CancelOrder(ORDER, WHY);
    private static final CompleteCancellation COMPLETE = new CompleteCancellation(ORDER);
    private static final OrderCancellationRequested ASKED = new OrderCancellationRequested(ORDER, WHY);
    private static final OrderCancelled CANCELLED = new OrderCancelled(ORDER, CUSTOMER, WHY);
    private static final GiveUpOrder GIVE_UP = new GiveUpOrder(ORDER);
    private static final OrderGivenUp GIVEN_UP = new OrderGivenUp(ORDER);
    private static final String DECIDED = "given-up-by-administrator";
    private static final OrderCancelled TAKEN_BACK = new OrderCancelled(ORDER, CUSTOMER, DECIDED);
    private static final OrderRefundRequested GIVEN_BACK =
            new OrderRefundRequested(ORDER, RefundId.ofCancelled(ORDER), PAYMENT, TOTAL, DECIDED, items());
    private static final PaymentMethod OTHER = new PaymentMethod("pm_decline");
    private static final UUID REQUEST = UUID.randomUUID();
    private static final UUID ANOTHER = UUID.randomUUID();
    private static final OrderPaymentAttempted SECOND = new OrderPaymentAttempted(ORDER, 2, OTHER, REQUEST);
    private static final RefundId REFUND = new RefundId(UUID.randomUUID());
    private static final RefundId LATER = new RefundId(UUID.randomUUID());

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
        nothing(new RejectOrder(ORDER, RejectionReason.PAYMENT_TIMEOUT, 1), PLACED, REJECTED);
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

    @Test
    void anOrderNotPaidYetIsCancelledWhenItsPaymentIsCalledOff() {
        order.given(PLACED).when(CANCEL).expectEvents(ASKED).expectResultMessagePayload(OrderStatus.PLACED);
        order.given(PLACED, AWAITS)
                .when(CANCEL)
                .expectEvents(ASKED)
                .expectResultMessagePayload(OrderStatus.AWAITING_PAYMENT);
        order.given(PLACED, ASKED).when(COMPLETE).expectEvents(CANCELLED);
    }

    @Test
    void askedToCancelTwiceTheFirstReasonStands() {
        nothing(new CancelOrder(ORDER, "Another reason"), PLACED, ASKED);
        order.given(PLACED, ASKED, CANCELLED)
                .when(CANCEL)
                .expectNoEvents()
                .expectResultMessagePayload(OrderStatus.CANCELLED);
        nothing(COMPLETE, PLACED, ASKED, CANCELLED);
        nothing(CANCEL, PLACED, CONFIRMED, CANCELLED, wholeRefund());
    }

    @Test
    void aPaidOrderIsCancelledAtOnceAndEverythingTakenBack() {
        order.given(PLACED, CONFIRMED)
                .when(CANCEL)
                .expectEvents(CANCELLED, wholeRefund())
                .expectResultMessagePayload(OrderStatus.CANCELLED);
    }

    @Test
    void aPaymentThatWasFasterThanTheCancellationIsGivenBack() {
        order.given(PLACED, ASKED).when(CONFIRM).expectEvents(CONFIRMED, CANCELLED, wholeRefund());
        nothing(CONFIRM, PLACED, ASKED, CONFIRMED, CANCELLED, wholeRefund());
        order.given(PLACED, ASKED).when(REJECT).expectEvents(REJECTED);
    }

    @Test
    void anOrderNotPaidYetIsGivenUpAndThenRejected() {
        order.given(PLACED).when(GIVE_UP).expectEvents(GIVEN_UP).expectResultMessagePayload(OrderStatus.PLACED);
        order.given(PLACED, AWAITS)
                .when(GIVE_UP)
                .expectEvents(GIVEN_UP)
                .expectResultMessagePayload(OrderStatus.AWAITING_PAYMENT);
        var reject = new RejectOrder(ORDER, RejectionReason.GIVEN_UP_BY_ADMINISTRATOR, 1);
        var rejected = new OrderRejected(ORDER, RejectionReason.GIVEN_UP_BY_ADMINISTRATOR);
        order.given(PLACED, GIVEN_UP).when(reject).expectEvents(rejected);
        nothing(GIVE_UP, PLACED, GIVEN_UP);
        nothing(GIVE_UP, PLACED, GIVEN_UP, rejected);
        nothing(CANCEL, PLACED, GIVEN_UP);
    }

    @Test
    void aPaidOrderIsGivenUpByTakingEverythingBack() {
        order.given(PLACED, CONFIRMED)
                .when(GIVE_UP)
                .expectEvents(TAKEN_BACK, GIVEN_BACK)
                .expectResultMessagePayload(OrderStatus.CANCELLED);
        nothing(GIVE_UP, PLACED, CONFIRMED, TAKEN_BACK, GIVEN_BACK);
    }

    @Test
    void aPaymentThatWasFasterThanGivingUpIsGivenBack() {
        order.given(PLACED, GIVEN_UP).when(CONFIRM).expectEvents(CONFIRMED, TAKEN_BACK, GIVEN_BACK);
    }

    @Test
    void whatIsGivenUpIsNotPaidForAnyMore() {
        order.given(PLACED, AWAITS, GIVEN_UP)
                .when(new PayOrder(ORDER, OTHER, REQUEST))
                .expectException(BeingCancelled.class)
                .expectNoEvents();
    }

    @Test
    void whatIsOnItsWayHasEndedOrIsBeingCancelledIsNotGivenUp() {
        refused(GIVE_UP, PLACED, CONFIRMED, SHIPPED);
        refused(GIVE_UP, PLACED, CONFIRMED, SHIPPED, DELIVERED);
        refused(GIVE_UP, PLACED, REJECTED);
        refused(GIVE_UP, PLACED, ASKED, CANCELLED);
        order.given(PLACED, ASKED)
                .when(GIVE_UP)
                .expectException(BeingCancelled.class)
                .expectNoEvents();
    }

    @Test
    void onlyWhatIsLeftIsGivenBackWhenAnOrderIsCancelled() {
        OrderRefundRequested some = refundRequested(REFUND, "4.00");
        var rest = new OrderRefundRequested(
                ORDER, RefundId.ofCancelled(ORDER), PAYMENT, Money.of("7.49", "EUR"), WHY, items());
        order.given(PLACED, CONFIRMED, some).when(CANCEL).expectEvents(CANCELLED, rest);
        order.given(PLACED, CONFIRMED, some, refunded(REFUND, "4.00", "4.00", OrderStatus.PARTIALLY_REFUNDED))
                .when(CANCEL)
                .expectEvents(CANCELLED, rest);
    }

    @Test
    void whatIsOnItsWayOrHasEndedIsNotCancelled() {
        refused(CANCEL, PLACED, CONFIRMED, SHIPPED);
        refused(CANCEL, PLACED, CONFIRMED, SHIPPED, DELIVERED);
        refused(CANCEL, PLACED, REJECTED);
        refused(CANCEL, PLACED, ASKED, REJECTED);
        refused(COMPLETE, PLACED);
        refused(COMPLETE, PLACED, CONFIRMED);
        refused(SHIP, PLACED, CONFIRMED, CANCELLED, wholeRefund());
        refused(REJECT, PLACED, ASKED, CANCELLED);
    }

    @Test
    void whatWasRefundedInFullBeforeItWasShippedCanStillBeCancelledForItsUnits() {
        OrderRefunded all = refunded(REFUND, "11.49", "11.49", OrderStatus.REFUNDED);
        var unitsAlone = new OrderRefundRequested(
                ORDER, RefundId.ofCancelled(ORDER), PAYMENT, Money.of("0.00", "EUR"), WHY, items());
        order.given(PLACED, CONFIRMED, refundRequested(REFUND, "11.49"), all)
                .when(CANCEL)
                .expectEvents(CANCELLED, unitsAlone);
        refused(CANCEL, PLACED, CONFIRMED, SHIPPED, refundRequested(REFUND, "11.49"), all);
        order.given(PLACED, CONFIRMED, SHIPPED, refundRequested(REFUND, "11.49"), all)
                .when(DELIVER)
                .expectEvents(DELIVERED);
    }

    /** As an older version, which knew of no cancellations, would have left it. */
    @Test
    void aConfirmedOrderWhoseCancellationWasForgottenCanBeCancelled() {
        order.given(PLACED, ASKED, CONFIRMED).when(CANCEL).expectEvents(CANCELLED, wholeRefund());
    }

    @Test
    void moneyIsGivenBackInPartsUntilThereIsNoneLeft() {
        order.given(PLACED, CONFIRMED)
                .when(refund(REFUND, "4.00"))
                .expectEvents(refundRequested(REFUND, "4.00"))
                .expectResultMessagePayload(Money.of("4.00", "EUR"));
        order.given(PLACED, CONFIRMED, SHIPPED, DELIVERED, refundRequested(REFUND, "4.00"))
                .when(new RefundOrder(ORDER, LATER, null, WHY))
                .expectEvents(refundRequested(LATER, "7.49"))
                .expectResultMessagePayload(Money.of("7.49", "EUR"));
        order.given(PLACED, CONFIRMED, refundRequested(REFUND, "4.00"))
                .when(new RecordRefund(ORDER, REFUND))
                .expectEvents(refunded(REFUND, "4.00", "4.00", OrderStatus.PARTIALLY_REFUNDED));
        order.given(
                        PLACED,
                        CONFIRMED,
                        refundRequested(REFUND, "4.00"),
                        refunded(REFUND, "4.00", "4.00", OrderStatus.PARTIALLY_REFUNDED),
                        refundRequested(LATER, "7.49"))
                .when(new RecordRefund(ORDER, LATER))
                .expectEvents(refunded(LATER, "7.49", "11.49", OrderStatus.REFUNDED));
    }

    @Test
    void moreThanWasPaidIsNeverGivenBack() {
        tooMuch(refund(REFUND, "11.50"), PLACED, CONFIRMED);
        tooMuch(refund(LATER, "7.50"), PLACED, CONFIRMED, refundRequested(REFUND, "4.00"));
        tooMuch(new RefundOrder(ORDER, LATER, null, WHY), PLACED, CONFIRMED, refundRequested(REFUND, "11.49"));
        tooMuch(refund(LATER, "0.01"), PLACED, CONFIRMED, CANCELLED, wholeRefund());
        order.given(PLACED, CONFIRMED)
                .when(new RefundOrder(ORDER, REFUND, Money.of("1.00", "USD"), WHY))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void whatWasNeverPaidIsNotGivenBack() {
        refused(refund(REFUND, "1.00"), PLACED);
        refused(refund(REFUND, "1.00"), PLACED, REJECTED);
        refused(refund(REFUND, "1.00"), PLACED, ASKED, CANCELLED);
    }

    @Test
    void theSameRefundAgainChangesNothing() {
        nothing(refund(REFUND, "4.00"), PLACED, CONFIRMED, refundRequested(REFUND, "4.00"));
        nothing(new RefundOrder(ORDER, REFUND, null, WHY), PLACED, CONFIRMED, refundRequested(REFUND, "4.00"));
        order.given(PLACED, CONFIRMED, refundRequested(REFUND, "4.00"))
                .when(refund(REFUND, "5.00"))
                .expectException(IdempotencyKeyReused.class);
        nothing(
                new RecordRefund(ORDER, REFUND),
                PLACED,
                CONFIRMED,
                refundRequested(REFUND, "4.00"),
                refunded(REFUND, "4.00", "4.00", OrderStatus.PARTIALLY_REFUNDED));
    }

    @Test
    void aRefundThatTheGatewayRefusesMayBeAskedForAnew() {
        var refusal = new OrderRefundRefused(ORDER, REFUND, TOTAL, "charge_disputed");
        order.given(PLACED, CONFIRMED, refundRequested(REFUND, "11.49"))
                .when(new RecordRefundRefused(ORDER, REFUND, "charge_disputed"))
                .expectEvents(refusal);
        nothing(new RecordRefund(ORDER, REFUND), PLACED, CONFIRMED, refundRequested(REFUND, "11.49"), refusal);
        order.given(PLACED, CONFIRMED, CANCELLED, refundRequested(REFUND, "11.49"), refusal)
                .when(refund(LATER, "11.49"))
                .expectEvents(refundRequested(LATER, "11.49"));
    }

    @Test
    void aCancelledOrderStaysCancelledWhenItsMoneyIsBack() {
        RefundId refund = RefundId.ofCancelled(ORDER);
        order.given(PLACED, CONFIRMED, CANCELLED, wholeRefund())
                .when(new RecordRefund(ORDER, refund))
                .expectEvents(refunded(refund, "11.49", "11.49", OrderStatus.CANCELLED));
    }

    @Test
    void whatIsPartlyGivenBackIsShippedAndDeliveredAllTheSame() {
        OrderRefunded some = refunded(REFUND, "4.00", "4.00", OrderStatus.PARTIALLY_REFUNDED);
        OrderRefundRequested requested = refundRequested(REFUND, "4.00");
        order.given(PLACED, CONFIRMED, requested, some).when(SHIP).expectEvents(SHIPPED);
        order.given(PLACED, CONFIRMED, SHIPPED, requested, some).when(DELIVER).expectEvents(DELIVERED);
        nothing(DELIVER, PLACED, CONFIRMED, SHIPPED, DELIVERED, requested, some);
        refused(CANCEL, PLACED, CONFIRMED, SHIPPED, requested, some);
        refused(
                SHIP,
                PLACED,
                CONFIRMED,
                refundRequested(REFUND, "11.49"),
                refunded(REFUND, "11.49", "11.49", OrderStatus.REFUNDED));
    }

    @Test
    void anOrderThatWaitsForItsCustomerCanBePaidInAnotherWay() {
        order.given(PLACED, AWAITS)
                .when(new PayOrder(ORDER, OTHER, REQUEST))
                .expectEvents(SECOND)
                .expectResultMessagePayload(2);
        order.given(PLACED, AWAITS, SECOND, AWAITS)
                .when(new PayOrder(ORDER, METHOD, ANOTHER))
                .expectEvents(new OrderPaymentAttempted(ORDER, 3, METHOD, ANOTHER));
        order.given(PLACED, AWAITS, SECOND).when(new AwaitPayment(ORDER, 2)).expectEvents(AWAITS);
        nothing(AWAIT, PLACED, AWAITS, SECOND);
        nothing(new AwaitPayment(ORDER, 2), PLACED, AWAITS, SECOND, AWAITS);
    }

    @Test
    void anOrderIsNotRejectedWhileThereIsALaterAttemptToPay() {
        order.given(PLACED, AWAITS, SECOND)
                .when(REJECT)
                .expectException(PaymentInProgress.class)
                .expectNoEvents();
        order.given(PLACED, AWAITS, SECOND)
                .when(new RejectOrder(ORDER, RejectionReason.INSUFFICIENT_STOCK, 2))
                .expectEvents(REJECTED);
    }

    @Test
    void theSameRequestToPayAgainIsTheSameAttempt() {
        order.given(PLACED, AWAITS, SECOND)
                .when(new PayOrder(ORDER, OTHER, REQUEST))
                .expectNoEvents()
                .expectResultMessagePayload(2);
        order.given(PLACED, AWAITS, SECOND, AWAITS)
                .when(new PayOrder(ORDER, OTHER, REQUEST))
                .expectNoEvents()
                .expectResultMessagePayload(2);
        order.given(PLACED, AWAITS, SECOND, new OrderConfirmed(ORDER, PaymentId.of(ORDER, 2)))
                .when(new PayOrder(ORDER, OTHER, REQUEST))
                .expectNoEvents()
                .expectResultMessagePayload(2);
    }

    @Test
    void onePaymentIsUnderWayAtATime() {
        notPayable(PaymentInProgress.class, PLACED);
        notPayable(PaymentInProgress.class, PLACED, AWAITS, SECOND);
        notPayable(AlreadyPaid.class, PLACED, CONFIRMED);
        notPayable(AlreadyPaid.class, PLACED, CONFIRMED, SHIPPED);
        notPayable(TransitionRefused.class, PLACED, REJECTED);
        notPayable(BeingCancelled.class, PLACED, AWAITS, ASKED);
        notPayable(TransitionRefused.class, PLACED, CONFIRMED, CANCELLED, wholeRefund());
    }

    @Test
    void theAttemptThatWentThroughIsTheOneGivenBack() {
        PaymentId second = PaymentId.of(ORDER, 2);
        order.given(PLACED, AWAITS, SECOND, new OrderConfirmed(ORDER, second))
                .when(refund(REFUND, "1.00"))
                .expectEvents(new OrderRefundRequested(ORDER, REFUND, second, Money.of("1.00", "EUR"), WHY, List.of()));
    }

    private void notPayable(Class<? extends Exception> why, Object... before) {
        order.given(before)
                .when(new PayOrder(ORDER, OTHER, ANOTHER))
                .expectException(why)
                .expectNoEvents();
    }

    private void tooMuch(RefundOrder command, Object... before) {
        order.given(before)
                .when(command)
                .expectException(RefundExceedsPayment.class)
                .expectNoEvents();
    }

    private static RefundOrder refund(RefundId refund, String amount) {
        return new RefundOrder(ORDER, refund, Money.of(amount, "EUR"), WHY);
    }

    private static OrderRefundRequested refundRequested(RefundId refund, String amount) {
        return new OrderRefundRequested(ORDER, refund, PAYMENT, Money.of(amount, "EUR"), WHY, List.of());
    }

    private static OrderRefundRequested wholeRefund() {
        return new OrderRefundRequested(ORDER, RefundId.ofCancelled(ORDER), PAYMENT, TOTAL, WHY, items());
    }

    private static OrderRefunded refunded(RefundId refund, String amount, String inAll, OrderStatus status) {
        return new OrderRefunded(ORDER, CUSTOMER, refund, Money.of(amount, "EUR"), Money.of(inAll, "EUR"), status);
    }

    private static List<OrderItem> items() {
        return List.of(item(CUP, 1), item(TEA, 3));
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
