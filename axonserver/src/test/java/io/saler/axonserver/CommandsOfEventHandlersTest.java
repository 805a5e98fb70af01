package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands sent while an event is handled are part of its transaction: all of them happen, or none. */
class CommandsOfEventHandlersTest extends OnPostgreSql {

    private final String thing = UUID.randomUUID().toString();

    @Autowired
    private CommandBus commandBus;

    @Autowired
    private CommandGateway commands;

    @Autowired
    private EventStore eventStore;

    @Autowired
    private TransactionManager transactions;

    private Registration handlers;

    /** The command to append an event with a text to a thing. */
    private record Append(String thing, long sequence, String text) {}

    @BeforeEach
    void handleCommands() {
        handlers = commandBus.subscribe(Append.class.getName(), message -> {
            var append = (Append) message.getPayload();
            if (append.text().isEmpty()) {
                throw new IllegalStateException("Nothing to append");
            }
            eventStore.publish(
                    new GenericDomainEventMessage<>("Thing", append.thing(), append.sequence(), append.text()));
            return append.text();
        });
    }

    @AfterEach
    void leave() {
        handlers.cancel();
    }

    @Test
    void theyAreAnsweredBeforeSendingReturnsAndAppearWithTheCommit() throws Exception {
        UnitOfWork<?> handling = handling();

        CompletableFuture<String> first = send(0, "first");
        CompletableFuture<String> second = send(1, "second");

        assertThat(first).isCompletedWithValue("first");
        assertThat(second).isCompletedWithValue("second");
        assertThat(seenByOthers()).isEmpty();
        handling.commit();
        assertThat(seenByOthers()).containsExactly("first", "second");
    }

    @Test
    void noneHappensWhenTheHandlerFails() throws Exception {
        UnitOfWork<?> handling = handling();
        send(0, "first").get();

        handling.rollback(new IllegalStateException("The handler failed"));

        assertThat(seenByOthers()).isEmpty();
    }

    @Test
    void oneThatIsRefusedLeavesTheOthersAsTheyAre() throws Exception {
        UnitOfWork<?> handling = handling();
        send(0, "first").get();
        CompletableFuture<String> refused = send(1, "");
        send(1, "second").get();

        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("Nothing to append");
        handling.commit();
        assertThat(seenByOthers()).containsExactly("first", "second");
    }

    private UnitOfWork<?> handling() {
        UnitOfWork<?> handling =
                DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("Something happened"));
        handling.attachTransaction(transactions);
        return handling;
    }

    private CompletableFuture<String> send(long sequence, String text) {
        return commands.send(GenericCommandMessage.asCommandMessage(new Append(thing, sequence, text)));
    }

    private List<Object> seenByOthers() throws Exception {
        return CompletableFuture.supplyAsync(() -> eventStore
                        .readEvents(thing)
                        .asStream()
                        .map(event -> (Object) event.getPayload())
                        .toList())
                .get();
    }
}
