package io.saler.saga.notification;

import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserRegistered;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.SendNotification;
import io.saler.saga.Commands;
import io.saler.saga.task.TaskQueue;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Asks newcomers to verify their address, and turns requested notifications into tasks, in the transaction that notes
 * the events as handled.
 */
@Component
@ProcessingGroup("notifications")
@DisallowReplay
class NotificationDispatcher {

    static final Actor ACTOR = Actor.system("notifications");

    private final Contacts contacts;
    private final Commands commands;
    private final TaskQueue queue;

    NotificationDispatcher(Contacts contacts, Commands commands, TaskQueue queue) {
        this.contacts = contacts;
        this.commands = commands;
        this.queue = queue;
    }

    @EventHandler
    void on(UserRegistered event) {
        contacts.keep(event);
        if (event.role() != Role.ADMIN) {
            commands.send(
                    ACTOR,
                    new SendNotification(
                            NotificationId.of(NotificationKind.EMAIL_VERIFICATION, event.userId()),
                            event.userId(),
                            NotificationKind.EMAIL_VERIFICATION,
                            null,
                            null));
        }
    }

    @EventHandler
    void on(NotificationRequested event) {
        queue.add(MailTask.SEND
                .instance(event.notificationId().toString())
                .data(event)
                .build());
    }
}
