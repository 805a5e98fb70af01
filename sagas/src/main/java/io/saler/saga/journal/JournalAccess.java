package io.saler.saga.journal;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.RetrySaga;
import java.util.List;
import org.springframework.stereotype.Component;

/** The journal tells of everybody's orders, so it is for administrators alone. */
@Component
final class JournalAccess implements MessageRules {

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(
                ofAdministrators(FindSagas.class), ofAdministrators(FindSaga.class), ofAdministrators(RetrySaga.class));
    }

    private static MessageRule<?> ofAdministrators(Class<?> message) {
        return new MessageRule<>(message, (actor, content) -> {
            if (!actor.kind().equals(Role.ADMIN.name())) {
                throw new Forbidden();
            }
        });
    }
}
