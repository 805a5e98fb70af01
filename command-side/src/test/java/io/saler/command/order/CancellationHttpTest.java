package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.failure.Forbidden;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.CompleteCancellation;
import io.saler.order.GiveUpOrder;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderId;
import io.saler.order.OrderRefundRequested;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.value.Money;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;

/** An order given up by its customer or its merchant. */
class CancellationHttpTest extends PlacedOrderTest {

    private static final String BODY = "{\"reason\": \"Ordered by mistake\"}";

    private HttpResponse<String> cancel(String token) {
        return post("/orders/" + order + "/cancel", BODY, bearer(token));
    }

    @Test
    void anOrderNotPaidYetIsCancelledAsSoonAsItsPaymentIsCalledOff() {
        isNow("PLACED", cancel(customer));
        assertThat(history()).containsExactly("OrderPlaced", "OrderCancellationRequested");
        commands.sendAndWait(new CompleteCancellation(order));
        isNow("CANCELLED", cancel(customer));
        assertThat(history()).containsExactly("OrderPlaced", "OrderCancellationRequested", "OrderCancelled");
    }

    @Test
    void aPaidOrderIsCancelledAtOnceAndAllOfItsMoneyAskedBack() {
        confirm();
        isNow("CANCELLED", cancel(customer));
        assertThat(events().map(event -> event.getPayload()))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                OrderCancelled.class,
                                cancelled -> assertThat(cancelled.reason()).isEqualTo("Ordered by mistake")))
                .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(OrderRefundRequested.class, refund -> {
                    assertThat(refund.amount()).isEqualTo(Money.of("7.00", "EUR"));
                    assertThat(refund.returned()).hasSize(1);
                }));
    }

    @Test
    void theMerchantAndTheirServerMayCancelToo() {
        isNow("PLACED", cancel(key(store, "orders:write")));
        order = place();
        confirm();
        isNow("CANCELLED", cancel(merchant));
    }

    @Test
    void anAdministratorMayCancelWhatIsSomebodyElses() throws IOException {
        isNow("PLACED", cancel(administratorsToken()));
        assertThat(history()).containsExactly("OrderPlaced", "OrderCancellationRequested");
        problem(
                post("/orders/" + OrderId.random() + "/cancel", BODY, bearer(administratorsToken())),
                404,
                "order-unknown");
    }

    @Test
    void nobodyButAnAdministratorGivesAnOrderUp() {
        for (Role role : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            assertThatThrownBy(() -> commands.sendAndWait(GenericCommandMessage.asCommandMessage(new GiveUpOrder(order))
                            .andMetaData(Map.of(
                                    Actor.KEY, Actor.user(role, UserId.random()).toString()))))
                    .hasCauseInstanceOf(Forbidden.class);
        }
        assertThat(history()).containsExactly("OrderPlaced");
    }

    @Test
    void manyAtOnceCancelOnce() {
        confirm();
        assertThat(eightAtOnce(() -> cancel(customer))).containsOnly(202);
        assertThat(history())
                .containsExactly("OrderPlaced", "OrderConfirmed", "OrderCancelled", "OrderRefundRequested");
    }

    @Test
    void whatIsOnItsWayOrRejectedCannotBeCancelled() {
        confirm();
        ship();
        stateRefuses(cancel(customer), "SHIPPED");
        order = place();
        commands.sendAndWait(new RejectOrder(order, RejectionReason.PAYMENT_DECLINED, 1));
        stateRefuses(cancel(merchant), "REJECTED");
    }

    @Test
    void othersOrdersDoNotExist() {
        String stranger = somebodysToken();
        String elsewhere = key(store(merchant), "orders:write");
        problem(cancel(stranger), 404, "order-unknown");
        problem(cancel(elsewhere), 404, "order-unknown");
        problem(cancel(key(store, "orders:read")), 403, "scope-missing");
        problem(post("/orders/" + order + "/cancel", BODY), 401, "unauthenticated");
        assertThat(history()).containsExactly("OrderPlaced");
    }

    @Test
    void aReasonIsNeeded() {
        String path = "/orders/" + order + "/cancel";
        blames(post(path, "{}", bearer(customer)), "/reason");
        blames(post(path, "{\"reason\": \" \"}", bearer(customer)), "/reason");
        blames(post(path, "{\"reason\": \"%s\"}".formatted("r".repeat(501)), bearer(customer)), "/reason");
        blames(post(path, "{\"reason\": \" given-up-by-administrator\"}", bearer(customer)), "/reason");
        problem(post(path, "", bearer(customer)), 400, "missing-body");
    }
}
