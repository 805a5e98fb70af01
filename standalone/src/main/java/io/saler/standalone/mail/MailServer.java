package io.saler.standalone.mail;

import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.saler.standalone.server.EmbeddedServer;
import io.saler.standalone.server.ServerFailure;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that takes mail for every address and puts it into the mailbox. A sender is told that its mail was
 * accepted only after the mailbox has kept it, and to try later (451) when it could not. Runs in Saler's own process.
 */
public final class MailServer implements EmbeddedServer {

    private static final long START_MILLIS = 30_000;

    private final Mailbox mailbox;
    private volatile @Nullable GreenMail server;
    private volatile int port;

    public MailServer(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public int usualPort() {
        return 3025;
    }

    @Override
    public void start(int port) {
        this.port = port;
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START_MILLIS);
        GreenMail started = new GreenMail(setup);
        UserManager users = started.getUserManager();
        users.setAuthRequired(false);
        users.setMessageDeliveryHandler(
                (message, recipient) -> new Recipient(recipient.getEmail(), users.getImapHostManager(), mailbox));
        try {
            started.start();
        } catch (RuntimeException failure) {
            started.stop();
            throw new ServerFailure("smtp could not be started: " + failure.getMessage(), failure);
        }
        server = started;
    }

    @Override
    public void stop() {
        GreenMail running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isAlive() {
        GreenMail running = server;
        return running != null
                && running.getSmtp().isAlive()
                && running.getSmtp().isRunning();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port", Integer.toString(port));
    }
}
