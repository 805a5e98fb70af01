package io.saler.standalone.mail;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.UserImpl;
import jakarta.mail.MessagingException;
import java.io.IOException;

/** Whoever a mail is addressed to: what is delivered goes to the mailbox, nothing stays in memory. */
final class Recipient extends UserImpl {

    private final Mailbox mailbox;

    Recipient(String address, ImapHostManager imap, Mailbox mailbox) {
        super(address, address, address, imap);
        this.mailbox = mailbox;
    }

    @Override
    public void deliver(MovingMessage message) {
        try {
            mailbox.keep(getEmail(), message.getMessage());
        } catch (IOException | MessagingException failure) {
            // Thrown on purpose: the sender is told to try again later.
            throw new IllegalStateException("The mailbox could not keep a mail", failure);
        }
    }
}
