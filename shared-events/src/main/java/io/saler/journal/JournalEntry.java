package io.saler.journal;

import io.saler.identity.Actor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that reached a saga, or that it did.
 *
 * @param number counts the saga's entries, from 1
 * @param name of the event, the command, the deadline, or the action
 * @param outcome how a command ended, what was done with a deadline, or the status that the saga ended with
 * @param durationMs how long a command took to be answered
 * @param error why a command was refused
 * @param due when a deadline that was set passes
 * @param actor who asked for an action, as {@code kind:id}
 * @param reason why they did, in their own words; null when these are in an event that follows from it
 * @param payload an event's or a command's, without what is personal
 * @param change what a message changed in the saga's state, by the names of the fields
 * @param original the event of which something is masked here; null when nothing is, or it cannot be revealed
 */
public record JournalEntry(
        long number,
        Instant at,
        Kind kind,
        String name,
        @Nullable Outcome outcome,
        @Nullable Long durationMs,
        @Nullable String error,
        @Nullable Instant due,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable Map<String, Object> payload,
        @Nullable Map<String, FieldChange> change,
        @Nullable StoredEvent original) {

    /** What somebody did about a saga. */
    public static JournalEntry action(String name, Actor actor, @Nullable String reason, Instant at) {
        return new JournalEntry(
                0, at, Kind.ACTION, name, null, null, null, null, actor.toString(), reason, null, null, null);
    }

    /** The same with another payload. */
    public JournalEntry with(Map<String, Object> revealed) {
        return new JournalEntry(
                number, at, kind, name, outcome, durationMs, error, due, actor, reason, revealed, change, original);
    }

    /** What can be told of a saga. */
    public enum Kind {
        /** An event reached it. */
        EVENT,
        /** It sent a command. */
        COMMAND,
        /** A deadline was set, called off, or has passed. */
        DEADLINE,
        /** It tried again what had failed. */
        RETRY,
        /** Somebody did something about it. */
        ACTION,
        /** It has ended. */
        END
    }

    /** What became of a command, a deadline, or the saga. */
    public enum Outcome {
        DONE,
        REFUSED,
        /** Not in time: nobody knows whether the command was carried out. */
        UNANSWERED,
        SET,
        CANCELLED,
        PASSED,
        COMPLETED,
        COMPENSATED
    }

    /**
     * A field's value before and after; of a list, what is not in it any more, and what is new. Null where there is no
     * such thing.
     */
    public record FieldChange(
            @Nullable Object from, @Nullable Object to) {}

    /** Where an event is kept. */
    public record StoredEvent(String aggregateId, long sequenceNumber) {}
}
