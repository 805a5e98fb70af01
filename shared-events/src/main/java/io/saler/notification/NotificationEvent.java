package io.saler.notification;

import io.saler.order.OrderId;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a notification. */
public sealed interface NotificationEvent permits NotificationRequested, NotificationSent, NotificationFailed {

    NotificationId notificationId();

    /** The order it is about, or null. */
    @Nullable
    OrderId orderId();
}
