package io.saler.query.notification;

import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its receiver reads it.
 *
 * @param orderId the order it is about, or null
 * @param sentAt when the mail server took it, or null until then
 */
public record NotificationView(
        NotificationId notificationId,
        NotificationKind kind,
        Channel channel,
        Status status,
        @Nullable OrderId orderId,
        Instant requestedAt,
        @Nullable Instant sentAt) {

    /** How it is sent. */
    public enum Channel {
        EMAIL
    }

    /** How far it has come. */
    public enum Status {
        REQUESTED,
        SENT,
        FAILED
    }
}
