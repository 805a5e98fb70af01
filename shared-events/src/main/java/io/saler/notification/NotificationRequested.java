package io.saler.notification;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody is to be told something by mail. */
@Revision("1")
public record NotificationRequested(
        NotificationId notificationId,
        UserId recipientId,
        NotificationKind kind,
        @Nullable OrderId orderId,
        @Nullable String reason)
        implements NotificationEvent {}
