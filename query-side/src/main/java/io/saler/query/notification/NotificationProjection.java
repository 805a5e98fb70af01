package io.saler.query.notification;

import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.notification.NotificationEvent;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Follows notifications, and forgets those of people who were erased. */
@Component
@ProcessingGroup("people")
class NotificationProjection {

    private final NotificationTable notifications;
    private final Batch<Changes> batch;

    NotificationProjection(Savepoints savepoints, NotificationTable notifications) {
        this.notifications = notifications;
        this.batch = new Batch<>(savepoints, Changes::new, this::write);
    }

    /** What a batch changes, and who was erased in it. */
    private record Changes(List<Consumer<NotificationTable>> changes, Set<UserId> erased) {
        Changes() {
            this(new ArrayList<>(), new HashSet<>());
        }
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        batch.add(collected -> collected.changes().add(change(event, at)));
    }

    @EventHandler
    void on(UserErased event) {
        batch.add(collected -> collected.erased().add(event.userId()));
    }

    /**
     * Forgotten last: that somebody was erased may not be in the table of people yet, which later batches look into.
     */
    private void write(Changes collected) {
        collected.changes().forEach(change -> change.accept(notifications));
        collected.erased().forEach(notifications::forget);
    }

    private static Consumer<NotificationTable> change(NotificationEvent event, Instant at) {
        return switch (event) {
            case NotificationRequested requested -> notifications -> notifications.request(requested, at);
            case NotificationSent sent -> notifications -> notifications.sent(sent, at);
            case NotificationFailed failed -> notifications -> notifications.failed(failed);
        };
    }
}
