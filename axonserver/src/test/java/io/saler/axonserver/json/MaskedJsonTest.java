package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.EmailAddress;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderId;
import io.saler.order.OrderRefundRequested;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.RefundId;
import io.saler.saga.Orders;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedJsonTest {

    private record Letter(EmailAddress to, List<PersonalText> lines) {}

    @Test
    void tellsIdsAndAmountsAndNothingAboutPeople() {
        UserId user = UserId.random();

        assertThat(MaskedJson.of(new UserRegistered(
                        user, new PersonalText.Sealed("c2VhbGVk"), new PersonalText.Plain("Ada"), Role.CUSTOMER)))
                .isEqualTo(
                        Map.of("userId", user.toString(), "email", "[masked]", "name", "[masked]", "role", "CUSTOMER"));
        assertThat(MaskedJson.of(
                        new Letter(new EmailAddress("ada@example.com"), List.of(new PersonalText.Plain("Ada")))))
                .isEqualTo(Map.of("to", "[masked]", "lines", List.of("[masked]")));
        OrderId order = OrderId.random();
        assertThat(MaskedJson.of(Orders.placed(order, "pm_approve")))
                .containsEntry("orderId", order.toString())
                .containsKey("totals");
    }

    @Test
    void keepsLinksByWhichACustomersPartCouldBeTaken() {
        OrderId order = OrderId.random();
        var required = new PaymentActionRequired(
                Orders.payment(order), order, new PaymentAction(URI.create("https://bank.example/secret")));

        assertThat(MaskedJson.of(required)).containsEntry("action", "[masked]");
    }

    @Test
    void keepsWhatPeopleGiveAsTheirReasonsAndTellsThoseOfSaler() {
        OrderId order = OrderId.random();
        var cancellation = new OrderCancellationRequested(order, "My sister Ada has one already");
        var refund = new OrderRefundRequested(
                order, RefundId.ofCancelled(order), Orders.payment(order), Orders.TOTAL, "Ada was ill", List.of());

        assertThat(MaskedJson.of(cancellation)).isEqualTo(Map.of("orderId", order.toString(), "reason", "[masked]"));
        assertThat(MaskedJson.of(refund))
                .containsEntry("orderId", order.toString())
                .containsEntry("reason", "[masked]");
        assertThat(MaskedJson.of(new CancelPayment(Orders.payment(order), order, "payment-timeout")))
                .containsEntry("reason", "payment-timeout");
    }

    @Test
    void ofWhatCannotBeToldIsNothing() {
        assertThat(MaskedJson.of("a deadline may bring anything")).isNull();
        assertThat(MaskedJson.of(null)).isNull();
    }
}
