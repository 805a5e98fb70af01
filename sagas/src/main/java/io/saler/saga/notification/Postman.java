package io.saler.saga.notification;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.saler.notification.NotificationId;
import io.saler.saga.task.Limits;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hands each mail to the mail server, once as far as {@link SentMails} can see to that. A repeated mail has the same
 * Message-ID. Throws {@link Undeliverable} when the recipient is refused for good (5xx), and anything else, a
 * {@link MailException} above all, when trying again may help.
 */
@Component
class Postman implements AutoCloseable {

    /** Few, since each holds a connection to the database until its mail is noted. */
    private static final int AT_ONCE = 4;

    private final MailServerConnections server;
    private final SentMails sent;
    private final InternetAddress from;
    private final Bulkhead limit = Limits.atOnce("mail server", 8 * AT_ONCE);

    /** Not virtual: their stream buffers start small and grow byte by byte, which was half of all memory allocated. */
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("mail-", 0).daemon().factory());

    Postman(JavaMailSenderImpl sender, SentMails sent, @Value("${saler.mail.from:Saler <shop@localhost>}") String from)
            throws AddressException {
        this.server = new MailServerConnections(sender);
        this.sent = sent;
        this.from = new InternetAddress(from);
    }

    /**
     * @param text asked for once it is certain that nobody else sends this mail: a link in it may end the one before
     */
    void send(NotificationId notification, Contact contact, Supplier<MailText> text) throws Undeliverable {
        InternetAddress recipient = recipient(contact);
        try {
            limit.executeRunnable(() -> inTurn(() ->
                    sent.once(notification, () -> server.send(message(notification, recipient, text.get())))));
        } catch (MailSendException failed) {
            if (isRefusedForGood(failed)) {
                throw new Undeliverable("The mail server refused the address", failed);
            }
            throw failed;
        }
    }

    private MimeMessage message(NotificationId notification, InternetAddress recipient, MailText text) {
        try {
            MimeMessage message = server.newMessage();
            var mail = new MimeMessageHelper(message, true, "UTF-8");
            mail.setFrom(from);
            mail.setTo(recipient);
            mail.setSubject(text.subject());
            mail.setText(text.plain(), text.html());
            mail.setSentDate(new Date());
            // Which gives it another identifier.
            message.saveChanges();
            message.setHeader("Message-ID", "<%s@saler>".formatted(notification));
            return message;
        } catch (MessagingException unwritten) {
            throw new MailPreparationException(unwritten);
        }
    }

    private void inTurn(Runnable handOver) {
        Future<?> handedOver = workers.submit(handOver);
        try {
            handedOver.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : new MailSendException("", failed);
        } catch (InterruptedException stopping) {
            // One that has begun goes on to its end, and is noted.
            handedOver.cancel(false);
            Thread.currentThread().interrupt();
            throw new MailSendException("Stopped while sending", stopping);
        }
    }

    /** Gives mails that are being handed over ten seconds to be noted, since they would come twice otherwise. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    private static InternetAddress recipient(Contact contact) throws Undeliverable {
        try {
            var address = new InternetAddress(contact.email(), contact.name(), "UTF-8");
            address.validate();
            return address;
        } catch (AddressException | UnsupportedEncodingException malformed) {
            throw new Undeliverable("The address is malformed", malformed);
        }
    }

    /** A 5xx reply makes an address invalid, a 4xx one leaves it valid and unsent. */
    private static boolean isRefusedForGood(MailSendException failed) {
        Deque<Throwable> left = new ArrayDeque<>(List.of(failed.getMessageExceptions()));
        while (!left.isEmpty()) {
            Throwable each = left.remove();
            if (each instanceof SendFailedException refused
                    && refused.getInvalidAddresses() != null
                    && refused.getInvalidAddresses().length > 0) {
                return true;
            }
            // Mail exceptions are chained in a way of their own, besides causes.
            if (each instanceof MessagingException chained && chained.getNextException() != null) {
                left.add(chained.getNextException());
            }
        }
        return false;
    }
}
