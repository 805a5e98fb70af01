package io.saler.saga.order;

import static io.saler.saga.Orders.CUP;
import static io.saler.saga.Orders.CUP_STOCK;
import static io.saler.saga.Orders.TEA;
import static io.saler.saga.Orders.TEA_STOCK;
import static io.saler.saga.Orders.TOTAL;
import static io.saler.saga.Orders.payment;

import io.saler.inventory.ReturnStock;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderRefundRequested;
import io.saler.order.RecordRefund;
import io.saler.order.RecordRefundRefused;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.payment.RefundPayment;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundSagaTest {

    private static final Money SOME = Money.of("5.00", "EUR");

    private final OrderId order = OrderId.random();
    private final RefundId refund = new RefundId(UUID.randomUUID());
    private final AtomicBoolean away = new AtomicBoolean();
    private SagaTestFixture<RefundSaga> fixture;

    @BeforeEach
    void saga() {
        fixture = new SagaTestFixture<>(RefundSaga.class);
        fixture.setCallbackBehavior((command, metaData) -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
            return null;
        });
        fixture.registerResource(new OrderSteps(DefaultCommandGateway.builder()
                .commandBus(fixture.getCommandBus())
                .build()));
    }

    @Test
    void aRefundIsAskedForAndRecordedWhenTheMoneyIsBack() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(requested(SOME))
                .expectActiveSagas(1)
                .expectAssociationWith("refundId", refund.toString())
                .expectDispatchedCommands(new RefundPayment(payment(order), refund, SOME));
        fixture.givenAPublished(requested(SOME))
                .whenPublishingA(refunded())
                .expectActiveSagas(0)
                .expectDispatchedCommands(new RecordRefund(order, refund));
    }

    @Test
    void whatTheGatewayRefusesIsRecordedToo() {
        fixture.givenAPublished(requested(SOME))
                .whenPublishingA(new PaymentRefundRefused(payment(order), order, refund, SOME, "charge_disputed"))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new RecordRefundRefused(order, refund, "charge_disputed"));
    }

    @Test
    void ofACancelledOrderTheGoodsGoBackToTheShelf() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(cancelled(TOTAL))
                .expectActiveSagas(1)
                .expectDispatchedCommands(
                        new RefundPayment(payment(order), refund, TOTAL),
                        new ReturnStock(TEA_STOCK, order, refund, new Quantity(3)),
                        new ReturnStock(CUP_STOCK, order, refund, new Quantity(1)));
    }

    @Test
    void withoutMoneyToGiveBackTheGatewayIsNotAsked() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(cancelled(Money.zero(TOTAL.currency())))
                .expectActiveSagas(0)
                .expectDispatchedCommands(
                        new ReturnStock(TEA_STOCK, order, refund, new Quantity(3)),
                        new ReturnStock(CUP_STOCK, order, refund, new Quantity(1)));
    }

    @Test
    void repeatedEventsChangeNothing() {
        fixture.givenAPublished(requested(SOME))
                .whenPublishingA(requested(SOME))
                .expectActiveSagas(1)
                .expectNoDispatchedCommands();
    }

    @Test
    void whatFailsIsTriedAgain() {
        away.set(true);
        var given = fixture.givenAPublished(requested(SOME));
        away.set(false);
        given.whenTimeElapses(Duration.ofSeconds(1))
                .expectDispatchedCommands(new RefundPayment(payment(order), refund, SOME));
    }

    @Test
    void theProcessDoesNotEndBeforeTheOutcomeIsRecorded() {
        var given = fixture.givenAPublished(requested(SOME));
        away.set(true);
        given.whenPublishingA(refunded())
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(1), SteppingSaga.RETRY);
    }

    private OrderRefundRequested requested(Money amount) {
        return new OrderRefundRequested(order, refund, payment(order), amount, "Arrived broken", List.of());
    }

    private OrderRefundRequested cancelled(Money amount) {
        return new OrderRefundRequested(
                order,
                refund,
                payment(order),
                amount,
                "Ordered by mistake",
                List.of(new OrderItem(TEA, new Quantity(3)), new OrderItem(CUP, new Quantity(1))));
    }

    private PaymentRefunded refunded() {
        return new PaymentRefunded(payment(order), order, refund, SOME, TOTAL, SOME, "re-1");
    }
}
