package io.saler.saga.journal;

import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what other sides ask of the journal. */
@Component
class JournalQueries {

    private final JournalSearch search;
    private final PersonalReaders readers;
    private final OwnWords words;

    JournalQueries(JournalSearch search, PersonalReaders readers, OwnWords words) {
        this.search = search;
        this.readers = readers;
        this.words = words;
    }

    @QueryHandler
    FoundSagas find(FindSagas query) {
        return new FoundSagas(search.find(query.filter(), query.after(), query.limit()));
    }

    @QueryHandler
    SagaCount count(CountSagas query) {
        int found = search.count(query.filter(), query.action(), SagaCount.MOST + 1);
        return new SagaCount(Math.min(found, SagaCount.MOST), found > SagaCount.MOST);
    }

    @QueryHandler
    @Nullable
    SagaJournal find(FindSaga query) {
        return journal(query.sagaId(), query.after(), query.limit());
    }

    @QueryHandler
    @Nullable
    SagaJournal reveal(RevealSaga query, MetaData metaData) {
        readers.admit(query.sagaId(), metaData);
        SagaJournal masked = journal(query.sagaId(), query.after(), query.limit());
        return masked == null
                ? null
                : new SagaJournal(
                        masked.saga(),
                        masked.entries().stream().map(words::reveal).toList());
    }

    private @Nullable SagaJournal journal(SagaId saga, long after, int limit) {
        return search.find(saga)
                .map(found -> new SagaJournal(found.saga(), search.entries(saga, after, limit)))
                .orElse(null);
    }
}
