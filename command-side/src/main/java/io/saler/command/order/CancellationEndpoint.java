package io.saler.command.order;

import io.saler.gateway.openapi.Refuses;
import io.saler.order.CancelOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets customers and merchants give up an order that is not on its way yet. Asking twice changes nothing. */
@RestController
class CancellationEndpoint {

    @Schema(example = """
            {"reason": "Ordered by mistake"}""")
    record Cancellation(@NotNull String reason) {}

    private final CommandGateway commands;

    CancellationEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/orders/{orderId}/cancel")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderEndpoint.Accepted> cancel(
            @PathVariable OrderId orderId, @Valid @RequestBody Cancellation cancellation) {
        OrderStatus status =
                commands.sendAndWait(new CancelOrder(orderId, cancellation.reason()), 10, TimeUnit.SECONDS);
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + orderId))
                .body(new OrderEndpoint.Accepted(orderId, status));
    }
}
