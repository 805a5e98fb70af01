package io.saler.saga.notification;

import io.saler.identity.IssuePasswordResetToken;
import io.saler.identity.IssueVerificationToken;
import io.saler.notification.NotificationId;
import io.saler.notification.RecordNotificationFailed;
import io.saler.notification.RecordNotificationSent;
import io.saler.order.FindOrder;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.ShipmentView;
import io.saler.payment.PaymentView;
import io.saler.saga.Commands;
import io.saler.saga.task.Origin;
import io.saler.value.Money;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
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

    void send(Mail mail) {
        NotificationId notification = mail.notificationId();
        if (!sent.contain(notification)) {
            try {
                Contact contact = contacts.find(mail.recipientId())
                        .orElseThrow(() -> new NotYet("No address of %s is known yet".formatted(mail.recipientId())));
                postman.send(notification, contact, () -> text(mail, contact));
            } catch (Undeliverable | Erased never) {
                send(mail, new RecordNotificationFailed(notification, Objects.toString(never.getMessage())));
                return;
            }
        }
        send(mail, new RecordNotificationSent(notification));
    }

    private <R> @Nullable R send(Mail mail, Object command) {
        return commands.send(NotificationDispatcher.ACTOR, Origin.orUnknown(mail.origin()), command);
    }

    private MailText text(Mail mail, Contact contact) {
        return switch (mail.kind()) {
            case EMAIL_VERIFICATION ->
                MailText.verification(
                        contact.name(), link(mail, "/auth/verify", new IssueVerificationToken(mail.recipientId())));
            case PASSWORD_RESET ->
                MailText.passwordReset(
                        contact.name(),
                        link(mail, "/auth/password/reset", new IssuePasswordResetToken(mail.recipientId())));
            case ORDER_CONFIRMED -> MailText.orderConfirmed(contact.name(), order(mail));
            case ORDER_REJECTED -> MailText.orderRejected(contact.name(), order(mail), mail.reason());
            case ORDER_SHIPPED -> shipped(contact, order(mail));
            case ORDER_CANCELLED -> cancelled(contact, order(mail));
            case ORDER_REFUNDED -> refunded(contact, order(mail));
        };
    }

    private static MailText shipped(Contact contact, OrderView order) {
        ShipmentView shipment = order.shipment();
        if (shipment == null) {
            throw new NotYet("Order %s does not show its shipment yet".formatted(order.orderId()));
        }
        return MailText.orderShipped(contact.name(), order, shipment);
    }

    private static MailText cancelled(Contact contact, OrderView order) {
        if (order.status() != OrderStatus.CANCELLED) {
            throw new NotYet("Order %s is not shown as cancelled yet".formatted(order.orderId()));
        }
        return MailText.orderCancelled(contact.name(), order);
    }

    private static MailText refunded(Contact contact, OrderView order) {
        PaymentView payment = order.payment();
        if (payment == null
                || payment.refunded().equals(Money.zero(order.total().currency()))) {
            throw new NotYet("Order %s does not show its refund yet".formatted(order.orderId()));
        }
        return MailText.orderRefunded(contact.name(), order, payment);
    }

    private String link(Mail mail, String page, Object issueToken) {
        String token = send(mail, issueToken);
        if (token == null) {
            throw new NotYet("No token was issued");
        }
        return publicUrl + page + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private OrderView order(Mail mail) {
        var orderId = Objects.requireNonNull(mail.orderId(), "A notification about an order names it");
        OrderView order = queries.query(
                        new GenericQueryMessage<>(new FindOrder(orderId), ResponseTypes.instanceOf(OrderView.class))
                                .andMetaData(Origin.orUnknown(mail.origin()).by(NotificationDispatcher.ACTOR)),
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
