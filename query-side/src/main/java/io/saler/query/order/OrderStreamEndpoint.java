package io.saler.query.order;

import io.saler.gateway.access.Caller;
import io.saler.order.OrderFailure;
import io.saler.order.OrderId;
import io.saler.order.OrderView;
import io.saler.query.Freshness;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Watching an order (Server-Sent Events). Whoever may read it may watch it; everything that can be refused is refused
 * before the stream begins.
 */
@RestController
class OrderStreamEndpoint {

    private final OrderList orders;
    private final OrderStreams streams;
    private final Freshness freshness;

    OrderStreamEndpoint(OrderList orders, OrderStreams streams, Freshness freshness) {
        this.orders = orders;
        this.streams = streams;
        this.freshness = freshness;
    }

    @GetMapping(path = "/orders/{orderId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "An event `order` for the order as it is and for each change of it; `data` is the order,"
                    + " and `id` its version",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(
            responseCode = "204",
            description = "The order has ended, and `Last-Event-ID` says that this is known: do not come back",
            content = @Content)
    ResponseEntity<SseEmitter> stream(
            @PathVariable OrderId orderId,
            Caller reader,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpMethod method)
            throws IOException {
        OrderList.Found found = freshness
                .await(() -> orders.find(orderId, OrderReader.of(reader)))
                .orElseThrow(OrderFailure.OrderUnknown::new);
        if (found.order().endsWaiting() && WatchedOrder.id(found).equals(lastEventId)) {
            return ResponseEntity.noContent()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        var answer = ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // Understood by proxies (nginx) that would otherwise collect what is small.
                .header("X-Accel-Buffering", "no");
        // Who asks for the headers only would wait for the order's end.
        return method.equals(HttpMethod.HEAD) ? answer.build() : answer.body(streams.open(found, lastEventId, reader));
    }
}
