package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.value.InvalidValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureCarryingCommandBusTest {

    private final CommandThreads threads = new CommandThreads(1);
    private final FailingTransactions transactions = new FailingTransactions();
    private final FailureCarryingCommandBus bus =
            new FailureCarryingCommandBus(SimpleCommandBus.builder().transactionManager(transactions), threads);

    @AfterEach
    void stop() {
        bus.shutdown();
    }

    @Test
    void aValueThatTheHandlerFindsImpossibleNamesItsField() {
        FailureDetails details = refusalOf(InvalidValue.at("stock", "Too many"));

        assertThat(details.kind()).isEqualTo(FailureKind.INVALID);
        assertThat(details.field()).isEqualTo("stock");
        assertThat(details.message()).isEqualTo("Too many");
    }

    @Test
    void aSequenceNumberThatIsTakenOnAxonServerIsAConcurrentChange() {
        var conflict = new IllegalStateException(
                "INVALID_ARGUMENT: [AXONIQ-2000] Invalid sequence number 0 for aggregate 7, expected 1");

        assertThat(refusalOf(new RuntimeException(conflict)).isConcurrentChange())
                .isTrue();
    }

    @Test
    void aCommandForWhichNoTransactionCanBeginIsAnsweredToo() {
        transactions.failure = new CannotCreateTransactionException("No connection in time");

        FailureDetails details = refusalOf(new IllegalStateException("must not be handled"));

        assertThat(details).isEqualTo(FailureDetails.UNAVAILABLE);
    }

    private static final class FailingTransactions implements TransactionManager {

        private volatile RuntimeException failure;

        @Override
        public Transaction startTransaction() {
            if (failure != null) {
                throw failure;
            }
            return NoTransactionManager.INSTANCE.startTransaction();
        }
    }

    private FailureDetails refusalOf(Exception thrown) {
        bus.subscribe(String.class.getName(), message -> {
            throw thrown;
        });
        CompletableFuture<Object> answer =
                DefaultCommandGateway.builder().commandBus(bus).build().send("Do it");
        Throwable refusal = catchThrowableOfType(ExecutionException.class, () -> answer.get(10, TimeUnit.SECONDS))
                .getCause();
        assertThat(refusal).isInstanceOf(CommandExecutionException.class);
        return ((CommandExecutionException) refusal)
                .<FailureDetails>getDetails()
                .orElseThrow();
    }
}
