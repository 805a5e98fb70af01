package io.saler.query.notification;

import io.saler.notification.NotificationEvent;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Follows notifications. */
@Component
@ProcessingGroup("people")
class NotificationProjection {

    private final NotificationTable notifications;

    NotificationProjection(NotificationTable notifications) {
        this.notifications = notifications;
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        switch (event) {
            case NotificationRequested requested -> notifications.request(requested, at);
            case NotificationSent sent -> notifications.sent(sent, at);
            case NotificationFailed failed -> notifications.failed(failed);
        }
    }
}
