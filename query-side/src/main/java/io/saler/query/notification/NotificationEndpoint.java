package io.saler.query.notification;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading what was sent to oneself, newest first. */
@RestController
class NotificationEndpoint {

    private final NotificationTable notifications;

    NotificationEndpoint(NotificationTable notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/notifications")
    Page<NotificationView> notifications(
            CurrentUser reader, Limit limit, @RequestParam(required = false) @Nullable String after) {
        NotificationTable.Place place =
                Cursor.read(after, NotificationTable.Place.class).orElse(null);
        return Page.of(
                notifications.page(reader.id(), place, limit.andOneMore()),
                limit,
                last -> new NotificationTable.Place(
                        last.requestedAt(), last.notificationId().value()));
    }
}
