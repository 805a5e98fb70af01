package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.order.AwaitPayment;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderId;
import io.saler.order.ShipOrder;
import io.saler.payment.PaymentId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An order that a customer has placed in a merchant's store; what the sagas would do about it is up to the test. */
abstract class PlacedOrderTest extends CommandSideTest {

    @Autowired
    private EventStore events;

    protected String merchant;
    protected String customer;
    protected String store;
    protected OrderId order;
    protected String product;

    @BeforeEach
    void sellSomething() {
        merchant = somebodysToken();
        customer = somebodysToken();
        store = store(merchant);
        product = product(store, merchant);
        order = place();
    }

    /** Places another one, of 7.00 euros. */
    protected OrderId place() {
        return OrderId.of(json(post("/orders", """
                                {"storeId": "%s", "lines": [{"productId": "%s", "quantity": 2}],
                                 "paymentMethod": "pm_approve"}""".formatted(store, product), bearer(customer)), 202)
                .path("orderId")
                .asString());
    }

    protected void confirm() {
        commands.sendAndWait(new ConfirmOrder(order, PaymentId.of(order, 1)));
    }

    protected void awaitCustomer() {
        commands.sendAndWait(new AwaitPayment(order, 1));
    }

    protected void ship() {
        commands.sendAndWait(new ShipOrder(order, "DHL", "0034-1"));
    }

    protected String key(String of, String scope) {
        return json(
                        post(
                                "/stores/" + of + "/api-keys",
                                "{\"name\": \"warehouse\", \"kind\": \"SECRET\", \"scopes\": [\"%s\"]}"
                                        .formatted(scope),
                                bearer(merchant)),
                        201)
                .path("key")
                .asString();
    }

    protected void isNow(String status, HttpResponse<String> answer) {
        JsonNode body = json(answer, 202);
        assertThat(body.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(body.path("status").asString()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).hasValue("/orders/" + order);
    }

    protected static void stateRefuses(HttpResponse<String> answer, String status) {
        problem(answer, 409, "order-state");
        assertThat(json(answer, 409).path("orderStatus").asString()).isEqualTo(status);
    }

    protected Stream<? extends EventMessage<?>> events() {
        return events.readEvents(order.toString()).asStream();
    }

    protected List<String> history() {
        return events().map(event -> event.getPayloadType().getSimpleName()).toList();
    }

    /** The statuses of eight requests at once. */
    protected static List<Integer> eightAtOnce(Supplier<HttpResponse<String>> request) {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
                .mapToObj(each -> CompletableFuture.supplyAsync(request))
                .toList();
        return answers.stream().map(answer -> answer.join().statusCode()).toList();
    }
}
