package io.saler.axonserver.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductId;
import io.saler.identity.EmailAddress;
import io.saler.identity.EraseUser;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.order.CancelOrder;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderId;
import io.saler.order.OrderRefundRequested;
import io.saler.order.RefundOrder;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentId;
import io.saler.payment.RefundId;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyRolled;
import io.saler.store.KeyDigest;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.OwnWords;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedJsonTest {

    private static final OrderId ORDER = OrderId.random();
    private static final PaymentId PAYMENT = PaymentId.of(ORDER, 1);
    private static final Money AMOUNT = Money.of("27.00", "EUR");
    private static final String WORDS = "My sister Ada has one already";

    private record Letter(EmailAddress to, List<PersonalText> lines) {}

    /** As aggregates are: no bean, and what was said is in a field of their own. */
    private static final class Complaint {

        @OwnWords
        private @Nullable String words;

        private int pages = 2;
    }

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
    }

    @Test
    void keepsLinksByWhichACustomersPartCouldBeTaken() {
        var required =
                new PaymentActionRequired(PAYMENT, ORDER, new PaymentAction(URI.create("https://bank.example/secret")));

        assertThat(MaskedJson.of(required)).containsEntry("action", "[masked]");
    }

    @Test
    void keepsWhatSecretsAreRecognisedBy() {
        var rolled = new ApiKeyRolled(
                StoreId.random(),
                ApiKeyId.random(),
                new KeyDigest("0".repeat(64)),
                "wxyz",
                new KeyDigest("1".repeat(64)),
                Instant.EPOCH);

        assertThat(MaskedJson.of(rolled))
                .containsEntry("secret", "[masked]")
                .containsEntry("oldSecret", "[masked]")
                .containsEntry("lastFour", "wxyz");
    }

    static List<Object> reasonsInOwnWords() {
        UserId user = UserId.random();
        RefundId refund = RefundId.ofCancelled(ORDER);
        ProductId product = new ProductId(ORDER.value());
        return List.of(
                new CancelOrder(ORDER, WORDS),
                new OrderCancellationRequested(ORDER, WORDS),
                new OrderCancelled(ORDER, user, WORDS),
                new RefundOrder(ORDER, refund, AMOUNT, WORDS),
                new OrderRefundRequested(ORDER, refund, PAYMENT, AMOUNT, WORDS, List.of()),
                new AdjustStock(product, 1, null, WORDS),
                new StockAdjusted(InventoryItemId.of(product), product, 1, 1, 0, WORDS),
                new EraseUser(user, WORDS),
                new UserErased(user, WORDS));
    }

    @ParameterizedTest
    @MethodSource("reasonsInOwnWords")
    void keepsWhatPeopleGiveAsTheirReasons(Object message) {
        assertThat(MaskedJson.of(message)).containsEntry("reason", "[masked]");
    }

    @Test
    void tellsReasonsOfSalers() {
        assertThat(MaskedJson.of(new CancelPayment(PAYMENT, ORDER, "payment-timeout")))
                .isEqualTo(Map.of(
                        "paymentId", PAYMENT.toString(), "orderId", ORDER.toString(), "reason", "payment-timeout"));
    }

    @Test
    void keepsWordsThatAStateRemembers() {
        var complaint = new Complaint();

        assertThat(MaskedJson.of(complaint)).isEqualTo(Map.of("pages", 2));
        complaint.words = WORDS;
        assertThat(MaskedJson.of(complaint)).isEqualTo(Map.of("words", "[masked]", "pages", 2));
    }

    @Test
    void ofWhatCannotBeToldIsNothing() {
        assertThat(MaskedJson.of("a deadline may bring anything")).isNull();
        assertThat(MaskedJson.of(null)).isNull();
    }
}
