package io.saler.journal;

import java.util.List;

/**
 * A saga and some entries of its journal.
 *
 * @param revealable whether something is masked in them that whoever asked may read by {@link RevealSaga}
 */
public record SagaJournal(SagaView saga, List<JournalEntry> entries, Boolean revealable) {

    /** A node of the version before does not say what can be revealed. */
    public SagaJournal {
        entries = List.copyOf(entries);
        revealable = Boolean.TRUE.equals(revealable);
    }

    public SagaJournal(SagaView saga, List<JournalEntry> entries) {
        this(saga, entries, false);
    }
}
