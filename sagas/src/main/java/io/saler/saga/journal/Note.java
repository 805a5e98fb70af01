package io.saler.saga.journal;

import io.saler.journal.JournalEntry;

/** What will be written of one thing that a saga has met or done, as it is known when its transaction ends. */
@FunctionalInterface
interface Note {

    JournalEntry entry();
}
