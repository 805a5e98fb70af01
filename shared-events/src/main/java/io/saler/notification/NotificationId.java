package io.saler.notification;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies one message to one person; derived from what it is about, so there are never two about one fact. */
public record NotificationId(UUID value) implements Id {

    public static NotificationId of(String text) {
        return new NotificationId(UUID.fromString(text));
    }

    public static NotificationId of(NotificationKind kind, Id subject) {
        return new NotificationId(Id.derived("notification", kind, subject));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
