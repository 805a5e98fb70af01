package io.saler.standalone.mail;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /dev/mail}: the newest mails of one address ({@code to}) or of all, newest first. */
@RestController
public class MailboxEndpoint {

    private static final int MOST = 1_000;

    private final Mailbox mailbox;

    public MailboxEndpoint(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** The answer's envelope, as for every list. */
    public record Mails(List<Mail> items) {}

    @GetMapping("/dev/mail")
    Mails mails(@RequestParam @Nullable String to, @RequestParam(defaultValue = "100") int limit) throws IOException {
        int most = Math.clamp(limit, 1, MOST);
        return new Mails(to == null || to.isBlank() ? mailbox.all(most) : mailbox.of(to, most));
    }
}
