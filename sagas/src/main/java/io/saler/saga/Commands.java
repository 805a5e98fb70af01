package io.saler.saga;

import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.saga.task.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends commands in the name of a part of Saler and waits at most five seconds for each. Throws {@link NotDelivered}
 * when the command was refused or not answered in time; repeating it later is up to the caller.
 */
@Component
public class Commands {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final CommandGateway commands;

    public Commands(CommandGateway commands) {
        this.commands = commands;
    }

    /** Within the handling of a message: the command follows from that. */
    public <R> @Nullable R send(Actor actor, Object command) {
        return send(actor, Origin.ofWhatIsHandled(), command);
    }

    /** For a task, whose command follows from what had asked for it. */
    public <R> @Nullable R send(Actor actor, Origin origin, Object command) {
        try {
            return commands.<R>send(
                            GenericCommandMessage.asCommandMessage(command).andMetaData(origin.by(actor)))
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotDelivered(command, stopped);
        } catch (ExecutionException refused) {
            throw new NotDelivered(command, refused.getCause() == null ? refused : refused.getCause());
        } catch (TimeoutException late) {
            throw new NotDelivered(command, late);
        }
    }

    /** A command that was refused, or whose outcome is not known. */
    public static final class NotDelivered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotDelivered(Object command, Throwable cause) {
            super("%s: %s".formatted(command.getClass().getSimpleName(), cause), cause);
        }

        /** Why it was refused; nothing when its outcome is not known. */
        public Optional<FailureDetails> refusal() {
            return getCause() instanceof CommandExecutionException refused ? refused.getDetails() : Optional.empty();
        }
    }
}
