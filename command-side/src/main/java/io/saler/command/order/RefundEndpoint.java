package io.saler.command.order;

import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.openapi.Refuses;
import io.saler.order.OrderId;
import io.saler.order.RefundOrder;
import io.saler.payment.RefundId;
import io.saler.value.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets merchants give money back. With an {@code Idempotency-Key}, a request sent twice is one refund. */
@RestController
class RefundEndpoint {

    @Schema(example = """
            {"amount": {"amount": "5.00", "currency": "EUR"}, "reason": "One cup arrived broken"}""")
    record Refund(@Nullable Money amount, @NotNull String reason) {}

    record Requested(OrderId orderId, RefundId refundId, Money amount) {}

    private final CommandGateway commands;

    RefundEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/orders/{orderId}/refunds")
    @Idempotent
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Requested> refund(
            @PathVariable OrderId orderId, @Valid @RequestBody Refund refund, OperationId operation) {
        var refundId = new RefundId(operation.value());
        Money amount = commands.sendAndWait(
                new RefundOrder(orderId, refundId, refund.amount(), refund.reason()), 10, TimeUnit.SECONDS);
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + orderId))
                .body(new Requested(orderId, refundId, amount));
    }
}
