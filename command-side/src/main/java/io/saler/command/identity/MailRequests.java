package io.saler.command.identity;

import io.saler.gateway.message.MessageOrigin;
import io.saler.identity.EmailAddress;
import io.saler.identity.RequestPasswordReset;
import io.saler.identity.RequestVerification;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes strangers' wishes for mails to an address, and sees to them after they were answered. Until then nothing has
 * been looked up, so neither answer nor time tells whether anybody has the address. Throws
 * {@link RejectedExecutionException} when too many wait; what waits when the process is killed is lost, and is asked
 * for again by whoever misses the mail.
 */
@Component
class MailRequests implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailRequests.class);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 1_000;
    private static final long LONGEST_SECONDS = 10;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("mail-requests-", 0).factory());
    private final Accounts accounts;
    private final CommandGateway commands;
    private final Clock clock;

    MailRequests(Accounts accounts, CommandGateway commands, Clock clock) {
        this.accounts = accounts;
        this.commands = commands;
        this.clock = clock;
    }

    void verification(EmailAddress email) {
        later(email, account -> new RequestVerification(account.userId(), clock.instant()));
    }

    void passwordReset(EmailAddress email) {
        later(email, account -> new RequestPasswordReset(account.userId(), clock.instant()));
    }

    private void later(EmailAddress email, Function<Account, Object> command) {
        Map<String, Object> origin = MessageOrigin.onThisThread();
        workers.execute(() -> send(email, command, origin));
    }

    private void send(EmailAddress email, Function<Account, Object> command, Map<String, Object> origin) {
        try {
            accounts.of(email)
                    .ifPresent(account -> commands.sendAndWait(
                            GenericCommandMessage.asCommandMessage(command.apply(account))
                                    .andMetaData(origin),
                            LONGEST_SECONDS,
                            TimeUnit.SECONDS));
        } catch (RuntimeException failed) {
            log.warn("A mail that somebody asked for is not sent: {}", failed.toString());
        }
    }

    @Override
    public void close() throws InterruptedException {
        workers.shutdown();
        if (!workers.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
    }
}
