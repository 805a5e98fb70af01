package io.saler.query.order;

import io.saler.gateway.message.MessageAutoConfiguration;
import io.saler.gateway.request.RequestId;
import io.saler.gateway.request.RequestOrigin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from, as far as its metadata tell.
 *
 * @param requestId the request that it is a consequence of
 * @param correlationId the message that all of it began with
 * @param causationId the message that this event follows from: events with the same one were decided together
 * @param network the caller's address without its last part, such as {@code 203.0.113.0/24}
 * @param via the program that sent the request, or {@code api-key}
 */
record HistoryOrigin(
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String network,
        @Nullable String via) {

    static HistoryOrigin of(Map<String, ?> metadata) {
        return new HistoryOrigin(
                text(metadata, RequestId.KEY),
                text(metadata, MessageAutoConfiguration.CORRELATION),
                text(metadata, MessageAutoConfiguration.CAUSATION),
                text(metadata, RequestOrigin.NETWORK),
                text(metadata, RequestOrigin.VIA));
    }

    private static @Nullable String text(Map<String, ?> metadata, String name) {
        return metadata.get(name) instanceof String text ? text : null;
    }

    HistoryOrigin withoutPlace() {
        return new HistoryOrigin(requestId, correlationId, causationId, null, null);
    }
}
