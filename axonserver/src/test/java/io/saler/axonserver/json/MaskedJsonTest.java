package io.saler.axonserver.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.identity.EmailAddress;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderTotals;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedJsonTest {

    private static final Money TOTAL = Money.of("4.00", "EUR");

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
        assertThat(MaskedJson.of(placed(order)))
                .containsEntry("orderId", order.toString())
                .containsKey("totals");
    }

    @Test
    void keepsLinksByWhichACustomersPartCouldBeTaken() {
        OrderId order = OrderId.random();
        var required = new PaymentActionRequired(
                PaymentId.of(order, 1), order, new PaymentAction(URI.create("https://bank.example/secret")));

        assertThat(MaskedJson.of(required)).containsEntry("action", "[masked]");
    }

    @Test
    void keepsWhatPeopleGiveAsTheirReasonsAndTellsThoseOfSaler() {
        OrderId order = OrderId.random();
        var cancellation = new OrderCancellationRequested(order, "My sister Ada has one already");
        var refund = new OrderRefundRequested(
                order, RefundId.ofCancelled(order), PaymentId.of(order, 1), TOTAL, "Ada was ill", List.of());

        assertThat(MaskedJson.of(cancellation)).isEqualTo(Map.of("orderId", order.toString(), "reason", "[masked]"));
        assertThat(MaskedJson.of(refund))
                .containsEntry("orderId", order.toString())
                .containsEntry("reason", "[masked]");
        assertThat(MaskedJson.of(new CancelPayment(PaymentId.of(order, 1), order, "payment-timeout")))
                .containsEntry("reason", "payment-timeout");
    }

    @Test
    void ofWhatCannotBeToldIsNothing() {
        assertThat(MaskedJson.of("a deadline may bring anything")).isNull();
        assertThat(MaskedJson.of(null)).isNull();
    }

    private static OrderPlaced placed(OrderId order) {
        StoreId store = StoreId.random();
        Sku tea = new Sku("tea");
        var line = new OrderLine(ProductId.of(store, tea), tea, "Tea", new Quantity(1), TOTAL, TOTAL);
        return new OrderPlaced(
                order,
                UserId.random(),
                store,
                List.of(line),
                OrderTotals.of(List.of(line), TOTAL.currency()),
                new PaymentMethod("pm_approve"));
    }
}
