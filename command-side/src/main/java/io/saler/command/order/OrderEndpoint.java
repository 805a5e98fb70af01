package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.gateway.access.CurrentUser;
import io.saler.identity.UserId;
import io.saler.order.OrderFailure.InsufficientStock;
import io.saler.order.OrderFailure.PaymentRefused;
import io.saler.order.OrderFailure.ReservationTimedOut;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.PlaceOrder;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.Id;
import io.saler.value.Money;
import io.saler.value.Quantity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes orders. With an {@code Idempotency-Key}, a request sent twice is one order. */
@RestController
class OrderEndpoint {

    record Line(@NotNull ProductId productId, @NotNull Quantity quantity) {}

    record OrderRequest(
            @NotNull StoreId storeId,

            @NotNull @Size(min = 1, max = PlaceOrder.MAXIMUM_LINES)
            List<@NotNull @Valid Line> lines,

            @NotNull PaymentMethod paymentMethod,
            @Nullable Money expectedTotal) {}

    record Accepted(OrderId orderId, OrderStatus status) {}

    private static final int LONGEST_KEY = 255;

    private final CommandGateway commands;
    private final QueryGateway queries;

    OrderEndpoint(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @PostMapping("/orders")
    ResponseEntity<Object> place(
            @Valid @RequestBody OrderRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            CurrentUser customer) {
        OrderId order = key == null ? OrderId.random() : orderOf(customer.id(), key);
        PlaceOrder command = command(order, customer.id(), request);
        Patience patience = Patience.preferred(prefer);
        if (patience.isNone()) {
            return accepted(order, send(command));
        }
        try (var watch = new OutcomeWatch(queries, order)) {
            boolean created = send(command);
            Optional<OrderView> outcome = watch.outcome(patience.duration());
            return outcome.isPresent() ? decided(outcome.get(), created, patience) : accepted(order, created);
        }
    }

    private static OrderId orderOf(UserId customer, String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "An Idempotency-Key has 1 to %d characters.".formatted(LONGEST_KEY));
        }
        return new OrderId(Id.derived("order-request", customer, key));
    }

    private static PlaceOrder command(OrderId order, UserId customer, OrderRequest request) {
        List<OrderItem> items = request.lines().stream()
                .map(line -> new OrderItem(line.productId(), line.quantity()))
                .toList();
        return new PlaceOrder(
                order,
                customer,
                request.storeId(),
                Basket.of(items).items(),
                request.paymentMethod(),
                request.expectedTotal());
    }

    private boolean send(PlaceOrder command) {
        Boolean created = commands.sendAndWait(command, 10, TimeUnit.SECONDS);
        return created;
    }

    private static ResponseEntity<Object> accepted(OrderId order, boolean created) {
        return answer(HttpStatus.ACCEPTED, order, created).body(new Accepted(order, OrderStatus.PLACED));
    }

    private static ResponseEntity<Object> decided(OrderView order, boolean created, Patience patience) {
        if (order.status() == OrderStatus.REJECTED) {
            throw refusal(order);
        }
        return answer(HttpStatus.CREATED, order.orderId(), created)
                .header("Preference-Applied", patience.applied())
                .body(order);
    }

    private static RuntimeException refusal(OrderView order) {
        RejectionReason reason = Arrays.stream(RejectionReason.values())
                .filter(each -> each.code().equals(order.reason()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such reason: " + order.reason()));
        return switch (reason) {
            case INSUFFICIENT_STOCK -> new InsufficientStock(order.orderId());
            case PAYMENT_DECLINED, PAYMENT_TIMEOUT -> new PaymentRefused(order.orderId(), reason);
            case RESERVATION_TIMEOUT -> new ReservationTimedOut(order.orderId());
        };
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, OrderId order, boolean created) {
        var answer = ResponseEntity.status(status).location(URI.create("/orders/" + order));
        return created ? answer : answer.header("Idempotency-Replayed", "true");
    }
}
