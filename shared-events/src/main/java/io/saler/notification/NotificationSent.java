package io.saler.notification;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The mail server has taken the message. */
@Revision("1")
public record NotificationSent(
        NotificationId notificationId, @Nullable OrderId orderId) implements NotificationEvent {}
