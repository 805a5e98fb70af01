package io.saler.saga;

import static io.saler.saga.Orders.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.order.AwaitPayment;
import io.saler.order.OrderId;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentAction;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.saga.payment.stripe.StripeStandIn;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders paid by Stripe, which tells nothing by itself: every webhook is lost. */
class StripePaymentsTest {

    private static StripeRoom room;

    @BeforeAll
    static void start() throws Exception {
        room = new StripeRoom("--saler.payment.watch-after=200ms", "--saler.order.payment-deadline=6s");
    }

    @AfterAll
    static void stop() throws Exception {
        room.close();
    }

    @Test
    void anOrderIsPaid() {
        OrderId order = room.place(StripeStandIn.VISA);

        room.awaitConfirmation(order);
        room.awaitNoTasksAbout(order);
        assertThat(room.stripe.taken(payment(order))).isEqualTo(2700);
    }

    @Test
    void aRefusedCardRejectsTheOrder() {
        OrderId order = room.place(StripeStandIn.INSUFFICIENT_FUNDS);

        room.awaitCommand(new RecordPaymentDeclined(payment(order), "insufficient_funds"));
        room.awaitCommand(new RejectOrder(order, RejectionReason.PAYMENT_DECLINED, 1));
        room.awaitNoTasksAbout(order);
    }

    @Test
    void aCustomerWhoActsIsFoundOutByAsking() {
        OrderId order = room.place(StripeStandIn.THREE_D_SECURE);
        room.awaitCommand(new AwaitPayment(order, 1));
        String intent = room.stripe.intentsOf(payment(order)).getFirst();
        assertThat(room.others.commands)
                .contains(new RecordPaymentActionRequired(
                        payment(order),
                        new PaymentAction(
                                URI.create("https://hooks.stripe.example/3d_secure_2/hosted?intent=" + intent))));

        room.stripe.authenticate(payment(order));

        room.awaitConfirmation(order);
        room.awaitNoTasksAbout(order);
        assertThat(room.stripe.taken(payment(order))).isEqualTo(2700);
    }

    @Test
    void aCustomerWhoDoesNotActLosesTheOrderAndIsNotAskedAboutAnyMore() {
        OrderId order = room.place(StripeStandIn.THREE_D_SECURE);

        room.awaitCommand(new RejectOrder(order, RejectionReason.PAYMENT_TIMEOUT, 1));
        room.awaitNoTasksAbout(order);
        assertThat(room.others.commands).contains(new RecordPaymentCancelled(payment(order)));
        assertThat(room.stripe.status(payment(order))).isEqualTo("canceled");
    }

    @Test
    void aGatewayThatIsDownForAWhileIsAskedUntilItAnswers() {
        room.stripe.refuse(503, "api_error", null, 3);
        OrderId order = room.place(StripeStandIn.VISA);

        room.awaitConfirmation(order);
        room.awaitNoTasksAbout(order);
        assertThat(room.stripe.taken(payment(order))).isEqualTo(2700);
    }
}
