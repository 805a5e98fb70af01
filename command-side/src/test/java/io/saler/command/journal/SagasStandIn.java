package io.saler.command.journal;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;

/** Stands in for the sagas' side: it has one saga that is stuck, one that waits, and one that has ended. */
public final class SagasStandIn implements MessageRules {

    final SagaId stuck = SagaId.random();
    final SagaId waiting = SagaId.random();
    final SagaId ended = SagaId.random();
    final List<String> retries = new CopyOnWriteArrayList<>();

    @CommandHandler
    public void handle(RetrySaga command, MetaData metaData) {
        if (command.sagaId().equals(ended)) {
            throw new JournalFailure.SagaEnded(SagaStatus.COMPLETED);
        }
        if (command.sagaId().equals(waiting)) {
            throw new JournalFailure.NothingFailed(SagaStatus.RUNNING);
        }
        if (!command.sagaId().equals(stuck)) {
            throw new JournalFailure.SagaUnknown();
        }
        retries.add(Actor.of(metaData).kind() + " " + command.reason());
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(new MessageRule<>(RetrySaga.class, (actor, retry) -> {
            if (!actor.kind().equals(Role.ADMIN.name())) {
                throw new Forbidden();
            }
        }));
    }
}
