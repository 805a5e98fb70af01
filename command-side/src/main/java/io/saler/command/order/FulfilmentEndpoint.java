package io.saler.command.order;

import io.saler.gateway.openapi.Refuses;
import io.saler.order.DeliverOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.saler.order.ShipOrder;
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

/** Lets merchants say where the goods of an order are. A request sent twice is answered twice, and changes nothing. */
@RestController
class FulfilmentEndpoint {

    @Schema(example = """
            {"carrier": "DHL", "trackingNumber": "00340434161094042557"}""")
    record Shipment(@NotNull String carrier, @NotNull String trackingNumber) {}

    private final CommandGateway commands;

    FulfilmentEndpoint(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/orders/{orderId}/ship")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderEndpoint.Accepted> ship(@PathVariable OrderId orderId, @Valid @RequestBody Shipment shipment) {
        return moved(orderId, new ShipOrder(orderId, shipment.carrier(), shipment.trackingNumber()));
    }

    @PostMapping("/orders/{orderId}/deliver")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<OrderEndpoint.Accepted> deliver(@PathVariable OrderId orderId) {
        return moved(orderId, new DeliverOrder(orderId));
    }

    private ResponseEntity<OrderEndpoint.Accepted> moved(OrderId order, Object step) {
        OrderStatus status = commands.sendAndWait(step, 10, TimeUnit.SECONDS);
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + order))
                .body(new OrderEndpoint.Accepted(order, status));
    }
}
