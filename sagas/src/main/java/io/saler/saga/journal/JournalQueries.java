package io.saler.saga.journal;

import io.saler.identity.Actor;
import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import java.time.Instant;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what other sides ask of the journal. */
@Component
class JournalQueries {

    private static final String REVEAL = "reveal";

    private final JournalSearch search;
    private final JournalTable journal;
    private final PersonalReaders readers;
    private final Originals words;

    JournalQueries(JournalSearch search, JournalTable journal, PersonalReaders readers, Originals words) {
        this.search = search;
        this.journal = journal;
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
    SagaJournal find(FindSaga query, MetaData metaData) {
        SagaJournal masked = read(query.sagaId(), query.after(), query.limit());
        return masked == null
                ? null
                : new SagaJournal(masked.saga(), masked.entries(), isRevealable(masked, Actor.of(metaData)));
    }

    private boolean isRevealable(SagaJournal masked, Actor actor) {
        return masked.entries().stream().anyMatch(entry -> entry.original() != null) && readers.include(actor);
    }

    @QueryHandler
    @Nullable
    SagaJournal reveal(RevealSaga query, MetaData metaData) {
        readers.admit(query.sagaId(), metaData);
        if (query.reason() != null) {
            journal.add(query.sagaId(), JournalEntry.action(REVEAL, Actor.of(metaData), query.reason(), Instant.now()));
        }
        SagaJournal masked = read(query.sagaId(), query.after(), query.limit());
        return masked == null
                ? null
                : new SagaJournal(
                        masked.saga(),
                        masked.entries().stream().map(words::reveal).toList());
    }

    private @Nullable SagaJournal read(SagaId saga, long after, int limit) {
        return search.find(saga)
                .map(found -> new SagaJournal(found.saga(), search.entries(saga, after, limit)))
                .orElse(null);
    }
}
