package io.saler.notification;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for somebody to be told something. Repeating it changes nothing.
 *
 * @param orderId the order it is about, or null
 * @param reason why it happened, in kebab case, or null
 */
public record SendNotification(
        @TargetAggregateIdentifier NotificationId notificationId,
        UserId recipientId,
        NotificationKind kind,
        @Nullable OrderId orderId,
        @Nullable String reason) {}
