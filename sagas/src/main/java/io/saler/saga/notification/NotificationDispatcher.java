package io.saler.saga.notification;

import io.saler.axonserver.person.DamagedText;
import io.saler.axonserver.person.RegisteredPeople;
import io.saler.identity.Actor;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.Person;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.SendNotification;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderId;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderShipped;
import io.saler.saga.Commands;
import io.saler.saga.task.TaskQueue;
import io.saler.value.Id;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends people the links by which they verify their address or set a new password, tells customers that their order is
 * on its way, is cancelled or their money given back, forgets those who were erased, and turns requested notifications
 * into tasks, in the transaction that notes the events as handled.
 */
@Component
@ProcessingGroup("notifications")
@DisallowReplay
class NotificationDispatcher {

    private static final Logger log = LoggerFactory.getLogger(NotificationDispatcher.class);

    static final Actor ACTOR = Actor.system("notifications");

    private final RegisteredPeople people;
    private final Contacts contacts;
    private final Commands commands;
    private final TaskQueue queue;

    NotificationDispatcher(RegisteredPeople people, Contacts contacts, Commands commands, TaskQueue queue) {
        this.people = people;
        this.contacts = contacts;
        this.commands = commands;
        this.queue = queue;
    }

    @EventHandler
    void on(UserRegistered event) {
        Optional<Person> person = person(event);
        person.ifPresentOrElse(known -> contacts.keep(event.userId(), known), () -> contacts.erase(event.userId()));
        if (person.isPresent() && event.role() != Role.ADMIN) {
            tell(
                    event.userId(),
                    NotificationKind.EMAIL_VERIFICATION,
                    NotificationId.of(NotificationKind.EMAIL_VERIFICATION, event.userId()));
        }
    }

    /** Whose address is unreadable for ever gets no mail, so that all others still get theirs. */
    private Optional<Person> person(UserRegistered event) {
        try {
            return people.of(event);
        } catch (DamagedText damaged) {
            log.error("Somebody cannot be written to: {}", damaged.getMessage());
            return Optional.empty();
        }
    }

    @EventHandler
    void on(UserErased event) {
        contacts.erase(event.userId());
    }

    @EventHandler
    void on(VerificationRequested event, @MessageIdentifier String eventId) {
        tell(event.userId(), NotificationKind.EMAIL_VERIFICATION, askedForBy(eventId));
    }

    @EventHandler
    void on(PasswordResetRequested event, @MessageIdentifier String eventId) {
        tell(event.userId(), NotificationKind.PASSWORD_RESET, askedForBy(eventId));
    }

    /** A person may ask for such mails again and again: each event is a mail of its own. */
    private static NotificationId askedForBy(String eventId) {
        return new NotificationId(Id.derived("requested-mail", eventId));
    }

    private void tell(UserId person, NotificationKind kind, NotificationId id) {
        commands.send(ACTOR, new SendNotification(id, person, kind, null, null));
    }

    @EventHandler
    void on(OrderShipped event) {
        tell(event.customerId(), NotificationKind.ORDER_SHIPPED, event.orderId(), event.orderId());
    }

    @EventHandler
    void on(OrderCancelled event) {
        tell(event.customerId(), NotificationKind.ORDER_CANCELLED, event.orderId(), event.orderId());
    }

    @EventHandler
    void on(OrderRefunded event) {
        tell(event.customerId(), NotificationKind.ORDER_REFUNDED, event.orderId(), event.refundId());
    }

    /** @param fact what happened to the order: there is one mail about it */
    private void tell(UserId customer, NotificationKind kind, OrderId order, Id fact) {
        commands.send(ACTOR, new SendNotification(NotificationId.of(kind, fact), customer, kind, order, null));
    }

    @EventHandler
    void on(NotificationRequested event) {
        queue.add(MailTask.SEND
                .instance(event.notificationId().toString())
                .data(Mail.requestedBy(event))
                .build());
    }
}
