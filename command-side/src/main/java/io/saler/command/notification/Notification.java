package io.saler.command.notification;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.notification.RecordNotificationFailed;
import io.saler.notification.RecordNotificationSent;
import io.saler.notification.SendNotification;
import io.saler.order.OrderId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One message to one person about one fact. */
@Aggregate(cache = "aggregateCache")
@SuppressWarnings("NullAway.Init") // The first event fills every field.
class Notification {

    @AggregateIdentifier
    private NotificationId notificationId;

    private @Nullable OrderId orderId;
    private boolean sent;
    private boolean failed;

    Notification() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void send(SendNotification command) {
        if (notificationId == null) {
            apply(new NotificationRequested(
                    command.notificationId(),
                    command.recipientId(),
                    command.kind(),
                    command.orderId(),
                    command.reason()));
        }
    }

    @CommandHandler
    void record(RecordNotificationSent command) {
        if (!sent) {
            apply(new NotificationSent(notificationId, orderId));
        }
    }

    @CommandHandler
    void record(RecordNotificationFailed command) {
        if (!sent && !failed) {
            apply(new NotificationFailed(notificationId, orderId, command.reason()));
        }
    }

    @EventSourcingHandler
    void on(NotificationRequested event) {
        notificationId = event.notificationId();
        orderId = event.orderId();
    }

    @EventSourcingHandler
    void on(NotificationSent event) {
        sent = true;
    }

    @EventSourcingHandler
    void on(NotificationFailed event) {
        failed = true;
    }
}
