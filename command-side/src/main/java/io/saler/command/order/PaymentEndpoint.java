package io.saler.command.order;

import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.openapi.Refuses;
import io.saler.order.OrderFailure.PaymentRefused;
import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.PayOrder;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentStatus;
import io.saler.payment.PaymentView;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
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

/**
 * Lets customers pay an order that waits for them, as often as they like until it is paid or its time is over. The
 * answer waits for the outcome: as long as {@code Prefer: wait} says, ten seconds otherwise.
 */
@RestController
class PaymentEndpoint {

    private static final Patience USUAL = new Patience(10);

    @Schema(example = """
            {"orderId": "3f1c2f64-6a0e-4a6e-9d6b-0b8a1f2f5a77", "paymentMethod": "pm_approve"}""")
    record Payment(@NotNull OrderId orderId, @NotNull PaymentMethod paymentMethod) {}

    private final CommandGateway commands;
    private final QueryGateway queries;

    PaymentEndpoint(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @PostMapping("/payment/process")
    @Idempotent
    @Refuses({HttpStatus.PAYMENT_REQUIRED, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    @ApiResponse(
            responseCode = "200",
            description = "The order, paid, or waiting for what the customer has to do about this payment",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The outcome is not known yet",
            content = @Content(schema = @Schema(implementation = OrderEndpoint.Accepted.class)))
    ResponseEntity<Object> pay(
            @Valid @RequestBody Payment payment,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            OperationId operation) {
        OrderId order = payment.orderId();
        Patience preferred = Patience.preferred(prefer);
        Patience patience = preferred.isNone() ? USUAL : preferred;
        try (var watch = new OutcomeWatch(queries, order)) {
            var attempted = new PayOrder(order, payment.paymentMethod(), operation.value());
            Integer attempt = commands.sendAndWait(attempted, 10, TimeUnit.SECONDS);
            PaymentId ours = PaymentId.of(order, attempt);
            return watch.outcome(view -> tells(view, ours), patience.duration())
                    .map(view -> decided(view, preferred))
                    .orElseGet(() -> accepted(order));
        }
    }

    /** Whether the order shows what has become of our attempt. */
    private static boolean tells(OrderView order, PaymentId ours) {
        return switch (order.status()) {
            case PLACED -> false;
            case AWAITING_PAYMENT -> {
                PaymentView shown = order.payment();
                yield shown != null && shown.paymentId().equals(ours) && shown.status() != PaymentStatus.REQUESTED;
            }
            default -> true;
        };
    }

    private static ResponseEntity<Object> decided(OrderView order, Patience preferred) {
        PaymentView payment = order.payment();
        boolean declined = payment != null && payment.status() == PaymentStatus.DECLINED;
        if (order.status() == OrderStatus.AWAITING_PAYMENT && declined) {
            throw new PaymentRefused(order.orderId(), RejectionReason.PAYMENT_DECLINED);
        }
        OrderRefusals.throwIfEndedUnpaid(order);
        var answer = ResponseEntity.ok();
        return (preferred.isNone() ? answer : answer.header("Preference-Applied", preferred.applied())).body(order);
    }

    private static ResponseEntity<Object> accepted(OrderId order) {
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + order))
                .body(new OrderEndpoint.Accepted(order, OrderStatus.AWAITING_PAYMENT));
    }
}
