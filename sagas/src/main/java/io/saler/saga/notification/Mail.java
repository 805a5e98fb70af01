package io.saler.saga.notification;

import io.saler.identity.UserId;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.order.OrderId;
import io.saler.saga.task.FollowUp;
import io.saler.saga.task.Origin;
import org.jspecify.annotations.Nullable;

/** A mail to be sent, as its task keeps it: what was requested, and in the course of what. */
record Mail(
        NotificationId notificationId,
        UserId recipientId,
        NotificationKind kind,
        @Nullable OrderId orderId,
        @Nullable String reason,
        @Nullable Origin origin)
        implements FollowUp {

    static Mail requestedBy(NotificationRequested event) {
        return new Mail(
                event.notificationId(),
                event.recipientId(),
                event.kind(),
                event.orderId(),
                event.reason(),
                Origin.ofWhatIsHandled());
    }
}
