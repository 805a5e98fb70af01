package io.saler.saga.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Hands over mails on connections that are kept from one mail to the next, since connecting, above all with TLS and
 * signing in, takes the mail server and Saler longer than the mail does. There are as many as mails that are handed
 * over at once. One that was idle for longer than servers wait, or that the server has closed, is replaced. Safe for
 * use by many threads.
 */
final class MailServerConnections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailServerConnections.class);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    static {
        // Otherwise it is looked for in all libraries, several times for each mail.
        System.getProperties()
                .putIfAbsent(StreamProvider.class.getName(), "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    private record Connection(Transport transport, long usedAt) {

        boolean isOld() {
            return System.nanoTime() - usedAt >= LONGEST_IDLE.toNanos();
        }

        boolean isUsable() {
            return !isOld() && transport.isConnected();
        }
    }

    private final JavaMailSenderImpl server;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    MailServerConnections(JavaMailSenderImpl server) {
        this.server = server;
    }

    /** A message to be completed and handed over. */
    MimeMessage newMessage() {
        return server.createMimeMessage();
    }

    /** Hands over a message that is complete. Throws what {@link JavaMailSenderImpl#send} throws. */
    void send(MimeMessage message) {
        Transport transport = transport();
        try {
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException failed) {
            close(transport);
            throw new MailSendException(Map.of(message, failed));
        } catch (RuntimeException failed) {
            close(transport);
            throw failed;
        }
        idle.addFirst(new Connection(transport, System.nanoTime()));
        closeThoseNotNeeded();
    }

    /** The longest idle is the last, since the one used last is used next. */
    private void closeThoseNotNeeded() {
        for (Connection last = idle.peekLast(); last != null && last.isOld(); last = idle.peekLast()) {
            if (idle.removeLastOccurrence(last)) {
                close(last.transport());
            }
        }
    }

    private Transport transport() {
        for (Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.isUsable()) {
                return next.transport();
            }
            close(next.transport());
        }
        return connected();
    }

    private Transport connected() {
        try {
            Session session = server.getSession();
            String protocol = server.getProtocol();
            Transport transport = protocol == null ? session.getTransport() : session.getTransport(protocol);
            transport.connect(
                    server.getHost(), server.getPort(), orNull(server.getUsername()), orNull(server.getPassword()));
            return transport;
        } catch (jakarta.mail.AuthenticationFailedException refused) {
            throw new MailAuthenticationException(refused);
        } catch (MessagingException away) {
            throw new MailSendException("The mail server cannot be reached", away);
        }
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public void close() {
        for (Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            close(next.transport());
        }
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException broken) {
            log.debug("A connection to the mail server did not end in order", broken);
        }
    }
}
