package io.saler.saga.journal;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import io.saler.journal.AddSagaNote;
import io.saler.journal.CancelSaga;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSaga;
import io.saler.journal.CompensateSagas;
import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.RetrySaga;
import io.saler.journal.RetrySagas;
import io.saler.journal.RevealSaga;
import java.util.List;
import org.springframework.stereotype.Component;

/** The journal tells of everybody's orders, so it is for administrators alone. */
@Component
final class JournalAccess implements MessageRules {

    @Override
    public List<MessageRule<?>> messageRules() {
        return MessageRule.allInRole(
                Role.ADMIN,
                FindSagas.class,
                CountSagas.class,
                FindSaga.class,
                // Whose handler asks for more than the role.
                RevealSaga.class,
                RetrySaga.class,
                CompensateSaga.class,
                CancelSaga.class,
                AddSagaNote.class,
                RetrySagas.class,
                CompensateSagas.class,
                CancelSagas.class);
    }
}
