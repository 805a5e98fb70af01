package io.saler.axonserver;

import io.saler.failure.Failure;
import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.value.InvalidValue;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Runs each command on a thread and in a transaction of its own, or in those of the event handler that sent it, and
 * answers refusals in the only form that crosses Axon Server: a {@link CommandExecutionException} with
 * {@link FailureDetails}. So senders see the same whether the handler runs in their process or in another. Conflicts
 * found only when the transaction commits are covered too, and so are commands for which no transaction could begin.
 */
final class FailureCarryingCommandBus extends SimpleCommandBus {

    private final CommandThreads threads;

    FailureCarryingCommandBus(Builder builder, CommandThreads threads) {
        super(builder);
        this.threads = threads;
    }

    /** Takes no more commands and gives those under way a moment to end. */
    void shutdown() {
        threads.stop();
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        var answer = new Carrying<C, R>(callback);
        threads.execute(() -> {
            try {
                super.handle(command, handler, answer);
            } catch (RuntimeException unanswered) {
                // Axon begins the transaction outside of what it answers for, so that senders would wait for nothing.
                answer.onFailure(command, unanswered);
            }
        });
    }

    private static final class Carrying<C, R> implements CommandCallback<C, R> {

        private final CommandCallback<? super C, ? super R> callback;
        private boolean answered;

        Carrying(CommandCallback<? super C, ? super R> callback) {
            this.callback = callback;
        }

        @Override
        public void onResult(CommandMessage<? extends C> command, CommandResultMessage<? extends R> result) {
            answered = true;
            if (result.isExceptional()) {
                callback.onResult(
                        command, GenericCommandResultMessage.asCommandResultMessage(carried(result.exceptionResult())));
            } else {
                callback.onResult(command, result);
            }
        }

        /** Answers, unless what failed was taking the answer. */
        void onFailure(CommandMessage<? extends C> command, RuntimeException failure) {
            if (answered) {
                throw failure;
            }
            onResult(command, GenericCommandResultMessage.asCommandResultMessage(failure));
        }

        private static Throwable carried(Throwable cause) {
            return switch (cause) {
                case Failure failure -> exception(failure, failure.details());
                case InvalidValue invalid -> exception(invalid, FailureDetails.of(invalid));
                case ConcurrencyException conflict -> exception(conflict, FailureDetails.CONCURRENT_CHANGE);
                case Throwable refused
                when isConflictOnAxonServer(refused) -> exception(refused, FailureDetails.CONCURRENT_CHANGE);
                case CannotCreateTransactionException away -> exception(away, FailureDetails.UNAVAILABLE);
                case AggregateStreamCreationException conflict -> exception(conflict, FailureDetails.CONCURRENT_CHANGE);
                case AggregateNotFoundException unknown ->
                    exception(
                            unknown,
                            new FailureDetails(
                                    FailureKind.NOT_FOUND, "not-found", "There is no such thing.", Map.of()));
                default -> cause;
            };
        }

        /** Axon Server's word for a sequence number that is taken reaches us as it is. */
        private static boolean isConflictOnAxonServer(Throwable refused) {
            return Stream.iterate(refused, Objects::nonNull, Throwable::getCause)
                    .limit(10)
                    .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("[AXONIQ-2000]"));
        }

        private static CommandExecutionException exception(Throwable cause, FailureDetails details) {
            return new CommandExecutionException(details.message(), cause, details);
        }
    }
}
