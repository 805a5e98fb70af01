package io.saler.journal;

import java.util.List;

/** A saga and some entries of its journal. */
public record SagaJournal(SagaView saga, List<JournalEntry> entries) {

    public SagaJournal {
        entries = List.copyOf(entries);
    }
}
