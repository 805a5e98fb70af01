package io.saler.standalone.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail as its reader sees it.
 *
 * @param to the address it was delivered to
 * @param text its plain text, empty when it has none
 * @param html its HTML, empty when it has none
 */
public record Mail(String to, String subject, String text, String html, Instant receivedAt) {

    /** Names the one recipient that a stored message is kept for; its own {@code To} may name several. */
    static final String RECIPIENT_HEADER = "Delivered-To";

    static Mail read(InputStream content, Instant receivedAt) throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), content);
        Bodies bodies = new Bodies();
        bodies.collect(message);
        String recipient = message.getHeader(RECIPIENT_HEADER, null);
        String subject = message.getSubject();
        return new Mail(
                recipient == null ? "" : recipient,
                subject == null ? "" : subject,
                bodies.text == null ? "" : bodies.text,
                bodies.html == null ? "" : bodies.html,
                receivedAt);
    }

    private static final class Bodies {
        private @Nullable String text;
        private @Nullable String html;

        private void collect(Part part) throws IOException, MessagingException {
            if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                return;
            }
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    collect(inner);
                }
            } else if (text == null && part.isMimeType("text/plain") && part.getContent() instanceof String body) {
                text = body;
            } else if (html == null && part.isMimeType("text/html") && part.getContent() instanceof String body) {
                html = body;
            }
        }
    }
}
