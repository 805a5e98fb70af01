package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.problem.ProblemDocument;
import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.order.OrderItem;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.PlaceOrder;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders. With an {@code Idempotency-Key}, a request sent twice is one order. */
@RestController
class OrderEndpoint {

    record Line(@NotNull ProductId productId, @NotNull Quantity quantity) {}

    @Schema(example = """
            {"storeId": "0d8f2f2a-3a39-4a53-9d0a-6f6f1d3c2b10",
             "lines": [{"productId": "5c5e3bb8-9d77-3a53-8b0f-2f3c5a1d6c11", "quantity": 2}],
             "paymentMethod": "pm_approve", "expectedTotal": {"amount": "25.00", "currency": "EUR"}}""")
    record OrderRequest(
            @NotNull StoreId storeId,

            @NotNull @Size(min = 1, max = PlaceOrder.MAXIMUM_LINES)
            List<@NotNull @Valid Line> lines,

            @NotNull PaymentMethod paymentMethod,
            @Nullable Money expectedTotal) {}

    record Accepted(OrderId orderId, OrderStatus status) {}

    private final CommandGateway commands;
    private final QueryGateway queries;

    OrderEndpoint(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @PostMapping("/orders")
    @Idempotent
    @ApiResponse(
            responseCode = "202",
            description = "Placed",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @ApiResponse(
            responseCode = "201",
            description = "With `Prefer: wait`: the order, confirmed or waiting for the customer to pay",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(
            responseCode = "402",
            description = "With `Prefer: wait`: the payment was refused",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Not on sale, at another total, or with `Prefer: wait`: not in stock",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    ResponseEntity<Object> place(
            @Valid @RequestBody OrderRequest request,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            CurrentUser customer,
            OperationId operation) {
        var order = new OrderId(operation.value());
        PlaceOrder command = command(order, customer.id(), request);
        Patience patience = Patience.preferred(prefer);
        if (patience.isNone()) {
            send(command);
            return accepted(order);
        }
        try (var watch = new OutcomeWatch(queries, order)) {
            send(command);
            return watch.outcome(view -> view.status() != OrderStatus.PLACED, patience.duration())
                    .map(outcome -> decided(outcome, patience))
                    .orElseGet(() -> accepted(order));
        }
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

    private void send(PlaceOrder command) {
        commands.sendAndWait(command, 10, TimeUnit.SECONDS);
    }

    private static ResponseEntity<Object> accepted(OrderId order) {
        return answer(HttpStatus.ACCEPTED, order).body(new Accepted(order, OrderStatus.PLACED));
    }

    private static ResponseEntity<Object> decided(OrderView order, Patience patience) {
        OrderRefusals.throwIfEndedUnpaid(order);
        return answer(HttpStatus.CREATED, order.orderId())
                .header("Preference-Applied", patience.applied())
                .body(order);
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, OrderId order) {
        return ResponseEntity.status(status).location(URI.create("/orders/" + order));
    }
}
