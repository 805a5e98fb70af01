package io.saler.axonserver.migration;

import io.axoniq.axonserver.grpc.event.Event;
import io.saler.axonserver.migration.EventDestination.Reading;
import io.saler.axonserver.migration.MigrationOutcome.Content;
import io.saler.axonserver.migration.MigrationProgress.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One move of all events. It begins behind those that the destination already has, when these are the first ones of the
 * embedded store; a destination with anything else is refused and left alone. In the end both are read and compared.
 */
public final class EventMigration {

    /** Large enough that waiting for the disk is rare, small enough for one message stream to carry. */
    private static final int EVENTS_AT_ONCE = 500;

    private final EmbeddedEvents source;
    private final EventDestination destination;
    private final Consumer<MigrationProgress> progress;

    /** @param progress told again and again, several times a second */
    public EventMigration(EmbeddedEvents source, EventDestination destination, Consumer<MigrationProgress> progress) {
        this.source = source;
        this.destination = destination;
        this.progress = progress;
    }

    /**
     * Copies what is missing, then compares everything.
     *
     * @throws MigrationRefused when the destination holds other events, or becomes unreachable; the same call goes on
     *     later
     */
    public MigrationOutcome run() {
        long total = source.count();
        long present = destination.count();
        long last = lastCommon(present, total);
        long from = System.nanoTime();
        copy(last, present, total);
        Duration copying = since(from);
        return compare(total, total - present, copying);
    }

    /**
     * Makes sure that there is nothing left to copy, by the number of events and the last ones of them; a comparison of
     * everything is {@link #run()}'s.
     *
     * @return how many events there are
     * @throws MigrationRefused when the destination lacks events or has others
     */
    public long requireDone() {
        long total = source.count();
        long present = destination.count();
        if (present < total) {
            throw new MigrationRefused(
                    "The destination has %,d of %,d events: move them first, by ./saler migrate-events"
                            .formatted(present, total));
        }
        lastCommon(present, total);
        return total;
    }

    /** The number, in the embedded store, of the last event that the destination already has. */
    private long lastCommon(long present, long total) {
        if (present == 0) {
            return EmbeddedEvents.BEGINNING;
        }
        if (present > total) {
            throw new MigrationRefused("The destination has %,d events, more than the %,d of the embedded store: it is"
                            .formatted(present, total)
                    + " not a part of the same move, or somebody has begun to use it. Use one that is empty");
        }
        int compared = (int) Math.min(EVENTS_AT_ONCE, present);
        long first = present - compared;
        List<Event> theirs = read(first, compared);
        long before = source.globalIndexOf(theirs.getFirst().getMessageIdentifier())
                        .filter(index -> source.countBefore(index) == first)
                        .orElseThrow(() -> foreign(first))
                - 1;
        List<NumberedEvent> ours = source.after(before, compared);
        for (int i = 0; i < compared; i++) {
            if (!ours.get(i).event().equals(theirs.get(i))) {
                throw foreign(first + i);
            }
        }
        return ours.getLast().globalIndex();
    }

    private static MigrationRefused foreign(long position) {
        return new MigrationRefused("The destination already has events, and its event number %,d is not that of the"
                        .formatted(position + 1)
                + " embedded store. Events are added only to what an earlier run of the same move left, or to an empty"
                + " store; nothing was changed");
    }

    private List<Event> read(long position, int events) {
        try (Reading reading = destination.from(position)) {
            List<Event> read = new ArrayList<>(events);
            for (int i = 0; i < events; i++) {
                read.add(reading.next());
            }
            return read;
        }
    }

    private void copy(long last, long present, long total) {
        long from = System.nanoTime();
        long done = present;
        long position = last;
        while (done < total) {
            List<NumberedEvent> page = source.after(position, EVENTS_AT_ONCE);
            destination.append(page.stream().map(NumberedEvent::event).toList());
            position = page.getLast().globalIndex();
            done += page.size();
            // A store of a cluster, or one with another writer, may refuse no event that is there twice.
            long arrived = destination.count();
            if (arrived != done) {
                throw new MigrationRefused("The destination has %,d events where it should have %,d: somebody else"
                                .formatted(arrived, done)
                        + " writes to it. End that, and begin again with an empty one");
            }
            progress.accept(new MigrationProgress(Step.COPYING, done, total, present, since(from)));
        }
    }

    private MigrationOutcome compare(long total, long copied, Duration copying) {
        long from = System.nanoTime();
        EventChecksum ours = new EventChecksum();
        EventChecksum theirs = new EventChecksum();
        long done = 0;
        long position = EmbeddedEvents.BEGINNING;
        try (Reading reading = destination.from(0)) {
            while (done < total) {
                List<NumberedEvent> page = source.after(position, EVENTS_AT_ONCE);
                for (NumberedEvent event : page) {
                    ours.add(event.event());
                    theirs.add(reading.next());
                }
                position = page.getLast().globalIndex();
                done += page.size();
                progress.accept(new MigrationProgress(Step.COMPARING, done, total, 0, since(from)));
            }
        }
        return new MigrationOutcome(
                copied, copying, new Content(total, ours.hex()), new Content(destination.count(), theirs.hex()));
    }

    private static Duration since(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }
}
