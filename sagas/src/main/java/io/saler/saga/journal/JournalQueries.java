package io.saler.saga.journal;

import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.SagaJournal;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what other sides ask of the journal. */
@Component
class JournalQueries {

    private final JournalTable journal;

    JournalQueries(JournalTable journal) {
        this.journal = journal;
    }

    @QueryHandler
    FoundSagas find(FindSagas query) {
        return new FoundSagas(journal.find(query));
    }

    @QueryHandler
    @Nullable
    SagaJournal find(FindSaga query) {
        return journal.find(query.sagaId())
                .map(found ->
                        new SagaJournal(found.saga(), journal.entries(query.sagaId(), query.after(), query.limit())))
                .orElse(null);
    }
}
