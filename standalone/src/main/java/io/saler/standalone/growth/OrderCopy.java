package io.saler.standalone.growth;

import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.order.OrderId;
import io.saler.payment.PaymentId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An order like another one: of the same customer and products, but another order, with another payment and another
 * mail, whose identifiers are derived from its own as everywhere, and in consequence of another request.
 */
final class OrderCopy {

    private static final Pattern IDENTIFIER =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern MESSAGE =
            Pattern.compile("(?<=\"(?:requestId|correlationId|causationId)\":\")[^\"]+(?=\")");

    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();

    OrderCopy(OrderId original) {
        OrderId copy = OrderId.random();
        own.put(original.toString(), copy.toString());
        own.put(PaymentId.of(original, 1).toString(), PaymentId.of(copy, 1).toString());
        own.put(
                NotificationId.of(NotificationKind.ORDER_CONFIRMED, original).toString(),
                NotificationId.of(NotificationKind.ORDER_CONFIRMED, copy).toString());
    }

    StoredEvent of(StoredEvent event) {
        return new StoredEvent(
                own.getOrDefault(event.aggregate(), event.aggregate()),
                event.sequence(),
                event.type(),
                event.payloadType(),
                event.payloadRevision(),
                IDENTIFIER.matcher(event.payload()).replaceAll(this::own),
                MESSAGE.matcher(event.metaData()).replaceAll(this::message));
    }

    private String own(MatchResult identifier) {
        return Matcher.quoteReplacement(own.getOrDefault(identifier.group(), identifier.group()));
    }

    private String message(MatchResult identifier) {
        return messages.computeIfAbsent(
                identifier.group(), original -> UUID.randomUUID().toString());
    }
}
