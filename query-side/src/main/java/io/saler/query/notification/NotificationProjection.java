package io.saler.query.notification;

import io.saler.identity.UserErased;
import io.saler.notification.NotificationEvent;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Follows notifications, and forgets those of people who were erased. */
@Component
@ProcessingGroup("people")
class NotificationProjection {

    private final Batch<List<Consumer<NotificationTable>>> batch;

    NotificationProjection(Savepoints savepoints, NotificationTable notifications) {
        this.batch = new Batch<>(
                savepoints, ArrayList::new, changes -> changes.forEach(change -> change.accept(notifications)));
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        batch.add(changes -> changes.add(change(event, at)));
    }

    @EventHandler
    void on(UserErased event) {
        batch.add(changes -> changes.add(notifications -> notifications.forget(event.userId())));
    }

    private static Consumer<NotificationTable> change(NotificationEvent event, Instant at) {
        return switch (event) {
            case NotificationRequested requested -> notifications -> notifications.request(requested, at);
            case NotificationSent sent -> notifications -> notifications.sent(sent, at);
            case NotificationFailed failed -> notifications -> notifications.failed(failed);
        };
    }
}
