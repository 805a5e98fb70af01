package io.saler.notification;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The message can never be delivered. */
@Revision("1")
public record NotificationFailed(
        NotificationId notificationId, @Nullable OrderId orderId, String reason) implements NotificationEvent {}
