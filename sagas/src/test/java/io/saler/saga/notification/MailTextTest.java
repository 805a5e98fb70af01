package io.saler.saga.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.ShipmentView;
import io.saler.payment.PaymentStatus;
import io.saler.payment.PaymentView;
import io.saler.saga.Orders;
import io.saler.value.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailTextTest {

    private final OrderId id = OrderId.random();

    @Test
    void aVerificationMailHasItsLinkOnALineOfItsOwn() {
        MailText text = MailText.verification("Ada", "http://127.0.0.1:8080/auth/verify?token=abc-1");

        assertThat(text.plain().lines()).contains("http://127.0.0.1:8080/auth/verify?token=abc-1");
        assertThat(text.html()).contains("<a href=\"http://127.0.0.1:8080/auth/verify?token=abc-1\">");
    }

    @Test
    void aPasswordMailHasItsLinkOnALineOfItsOwnAndSaysHowLongItWorks() {
        MailText text = MailText.passwordReset("Ada", "http://127.0.0.1:8080/auth/password/reset?token=abc-1");

        assertThat(text.plain().lines()).contains("http://127.0.0.1:8080/auth/password/reset?token=abc-1");
        assertThat(text.html()).contains("<a href=\"http://127.0.0.1:8080/auth/password/reset?token=abc-1\">");
        assertThat(text.plain()).contains("for an hour");
    }

    @Test
    void aConfirmationNamesTheOrderItsLinesAndItsTotal() {
        MailText text = MailText.orderConfirmed("Ada", order());

        assertThat(text.subject()).contains(id.toString());
        assertThat(text.plain())
                .contains(id.toString(), "3 × Tea <black> (tea) at 4.00 EUR: 12.00 EUR", "Total: 27.00 EUR");
    }

    @Test
    void aRejectionSaysWhyInWords() {
        assertThat(MailText.orderRejected("Ada", order(), "insufficient-stock").plain())
                .contains("not enough units were available");
        assertThat(MailText.orderRejected("Ada", order(), null).plain()).contains("could not be fulfilled");
    }

    @Test
    void aShippingMailNamesTheCarrierTheTrackingNumberAndWhatIsInTheParcel() {
        MailText text = MailText.orderShipped("Ada", order(), new ShipmentView("DHL", "0034-1", Instant.EPOCH, null));

        assertThat(text.subject()).contains(id.toString());
        assertThat(text.plain().lines())
                .contains("Carrier: DHL", "Tracking number: 0034-1", "3 × Tea <black> (tea) at 4.00 EUR: 12.00 EUR");
    }

    @Test
    void aCancellationSaysWhetherMoneyComesBack() {
        assertThat(MailText.orderCancelled("Ada", order()).plain())
                .contains("your order is cancelled. You have not been charged.");
        assertThat(MailText.orderCancelled("Ada", paid("0.00")).plain()).contains("is given back to you");
    }

    @Test
    void aRefundSaysHowMuchIsBackByNow() {
        OrderView order = paid("5.00");
        MailText text = MailText.orderRefunded("Ada", order, order.payment());

        assertThat(text.subject()).contains(id.toString());
        assertThat(text.plain()).contains("of the 27.00 EUR that you paid for this order, 5.00 EUR by now");
    }

    private OrderView paid(String refunded) {
        var payment = new PaymentView(
                Orders.payment(id), PaymentStatus.CAPTURED, Orders.TOTAL, Money.of(refunded, "EUR"), null);
        return OrderViews.of(Orders.placed(id, "pm_approve"), OrderStatus.CONFIRMED, payment, null, Instant.EPOCH);
    }

    @Test
    void namesCannotBringMarkupIntoTheMail() {
        assertThat(MailText.orderConfirmed("<script>", order()).html())
                .contains("&lt;script&gt;", "Tea &lt;black&gt;")
                .doesNotContain("<script>");
    }

    private OrderView order() {
        var placed = Orders.placed(id, "pm_approve");
        return OrderViews.of(placed, OrderStatus.CONFIRMED, Instant.EPOCH);
    }
}
