package io.saler.query.notification;

import io.saler.notification.NotificationEvent;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Follows notifications. */
@Component
@ProcessingGroup("people")
class NotificationProjection {

    private final NotificationTable notifications;
    private final Batch<List<Change>> batch;

    NotificationProjection(Savepoints savepoints, NotificationTable notifications) {
        this.notifications = notifications;
        this.batch = new Batch<>(savepoints, ArrayList::new, changes -> changes.forEach(this::write));
    }

    private record Change(NotificationEvent event, Instant at) {}

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        batch.add(changes -> changes.add(new Change(event, at)));
    }

    private void write(Change change) {
        switch (change.event()) {
            case NotificationRequested requested -> notifications.request(requested, change.at());
            case NotificationSent sent -> notifications.sent(sent, change.at());
            case NotificationFailed failed -> notifications.failed(failed);
        }
    }
}
