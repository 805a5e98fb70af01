package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.value.InvalidValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureCarryingCommandBusTest {

    private final CommandThreads threads = new CommandThreads(1);
    private final FailureCarryingCommandBus bus =
            new FailureCarryingCommandBus(FailureCarryingCommandBus.builder().executor(threads), threads);

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

    private FailureDetails refusalOf(Exception thrown) {
        bus.subscribe(String.class.getName(), message -> {
            throw thrown;
        });
        CompletableFuture<Object> answer =
                DefaultCommandGateway.builder().commandBus(bus).build().send("Do it");
        Throwable refusal =
                catchThrowableOfType(ExecutionException.class, answer::get).getCause();
        assertThat(refusal).isInstanceOf(CommandExecutionException.class);
        return ((CommandExecutionException) refusal)
                .<FailureDetails>getDetails()
                .orElseThrow();
    }
}
