package io.saler.saga.notification;

import io.saler.identity.Actor;
import io.saler.identity.IssuePasswordResetToken;
import io.saler.identity.IssueVerificationToken;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationRequested;
import io.saler.notification.RecordNotificationFailed;
import io.saler.notification.RecordNotificationSent;
import io.saler.order.FindOrder;
import io.saler.order.OrderView;
import io.saler.order.ShipmentView;
import io.saler.saga.Commands;
import jakarta.mail.MessagingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sends one mail and records that it was sent, or that it never can be. Throws when something it needs is away, so that
 * the task is repeated.
 */
@Component
class MailWorker {

    private final Contacts contacts;
    private final SentMails sent;
    private final Postman postman;
    private final Commands commands;
    private final QueryGateway queries;
    private final String publicUrl;

    MailWorker(
            Contacts contacts,
            SentMails sent,
            Postman postman,
            Commands commands,
            QueryGateway queries,
            @Value("${saler.public-url:http://127.0.0.1:8080}") String publicUrl) {
        this.contacts = contacts;
        this.sent = sent;
        this.postman = postman;
        this.commands = commands;
        this.queries = queries;
        this.publicUrl = publicUrl;
    }

    void send(NotificationRequested request) {
        NotificationId notification = request.notificationId();
        if (!sent.contain(notification)) {
            try {
                Contact contact = contacts.find(request.recipientId())
                        .orElseThrow(
                                () -> new NotYet("No address of %s is known yet".formatted(request.recipientId())));
                postman.send(notification, contact, text(request, contact));
            } catch (Undeliverable | Erased never) {
                commands.send(
                        NotificationDispatcher.ACTOR,
                        new RecordNotificationFailed(notification, Objects.toString(never.getMessage())));
                return;
            } catch (MessagingException unsent) {
                throw new NotYet("The mail could not be written: " + unsent);
            }
        }
        commands.send(NotificationDispatcher.ACTOR, new RecordNotificationSent(notification));
    }

    private MailText text(NotificationRequested request, Contact contact) {
        return switch (request.kind()) {
            case EMAIL_VERIFICATION ->
                MailText.verification(
                        contact.name(), link("/auth/verify", new IssueVerificationToken(request.recipientId())));
            case PASSWORD_RESET ->
                MailText.passwordReset(
                        contact.name(),
                        link("/auth/password/reset", new IssuePasswordResetToken(request.recipientId())));
            case ORDER_CONFIRMED -> MailText.orderConfirmed(contact.name(), order(request));
            case ORDER_REJECTED -> MailText.orderRejected(contact.name(), order(request), request.reason());
            case ORDER_SHIPPED -> shipped(contact, order(request));
        };
    }

    private static MailText shipped(Contact contact, OrderView order) {
        ShipmentView shipment = order.shipment();
        if (shipment == null) {
            throw new NotYet("Order %s does not show its shipment yet".formatted(order.orderId()));
        }
        return MailText.orderShipped(contact.name(), order, shipment);
    }

    private String link(String page, Object issueToken) {
        String token = commands.send(NotificationDispatcher.ACTOR, issueToken);
        if (token == null) {
            throw new NotYet("No token was issued");
        }
        return publicUrl + page + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private OrderView order(NotificationRequested request) {
        var orderId = Objects.requireNonNull(request.orderId(), "A notification about an order names it");
        OrderView order = queries.query(
                        new GenericQueryMessage<>(new FindOrder(orderId), ResponseTypes.instanceOf(OrderView.class))
                                .andMetaData(Map.of(Actor.KEY, NotificationDispatcher.ACTOR.toString())),
                        OrderView.class)
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
        if (order == null) {
            throw new NotYet("Order %s cannot be read yet".formatted(orderId));
        }
        return order;
    }

    /** Something that will be there later is missing. */
    static final class NotYet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYet(String message) {
            super(message);
        }
    }
}
