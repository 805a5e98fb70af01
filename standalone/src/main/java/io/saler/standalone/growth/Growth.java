package io.saler.standalone.growth;

import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Copies finished orders until the event store holds so many events: the latest orders happen once more in the order in
 * which they happened, again and again, and stock goes down with each. Or adds what a file tells. All of it is one
 * transaction.
 */
final class Growth {

    private static final String MAILS_SENT = """
            INSERT INTO saga.mail_sent (notification_id)
            SELECT aggregateIdentifier::uuid FROM axon.domain_event
            WHERE globalIndex > ? AND type = 'Notification' AND sequenceNumber = 0""";

    /** How much a line of a file tells of an event. */
    private static final int TOLD = 7;

    private final Jdbi database;
    private final LongConsumer progress;

    /** @param progress is told how many events there are at first, and how many there are to be */
    Growth(Jdbi database, LongConsumer progress) {
        this.database = database;
        this.progress = progress;
    }

    /** What was added. */
    record Outcome(long orders, long events) {}

    /**
     * Copies whole orders until there are at least so many events.
     *
     * @throws GrowthRefused if there is nothing to copy, too little to sell, or if Saler was stopped too early
     */
    Outcome to(long wanted) {
        return database.inTransaction(handle -> grown(handle, wanted));
    }

    /**
     * Adds all events that a file tells, a line each: aggregate, number, its type, the event's type and revision, when
     * it happened, and its payload, with tabs between them; compressed by gzip.
     *
     * @throws GrowthRefused if the file is none of those, if its events are there already, or if Saler was stopped too
     *     early
     */
    Outcome from(Path file) {
        return database.inTransaction(handle -> told(handle, file));
    }

    private Outcome told(Handle handle, Path file) {
        long before = last(handle);
        progress.accept(before);
        var processors = settled(handle, before);
        long orders = 0;
        long last;
        try (EventRows rows = EventRows.after(before, handle);
                var lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Told event = told(line, file, ++number);
                rows.append(event.event(), event.at());
                orders += event.event().payloadType().equals(OrderPlaced.class.getName()) ? 1 : 0;
            }
            last = rows.end();
        } catch (IOException unreadable) {
            throw new GrowthRefused("%s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
        end(handle, before, last, processors);
        return new Outcome(orders, last - before);
    }

    /** What a line of a file tells. */
    private record Told(StoredEvent event, Instant at) {}

    private static Told told(String line, Path file, long number) {
        String[] told = line.split("\t", TOLD);
        if (told.length == TOLD) {
            try {
                return new Told(
                        new StoredEvent(told[0], Long.parseLong(told[1]), told[2], told[3], told[4], told[6], "{}"),
                        Instant.parse(told[5]));
            } catch (NumberFormatException | DateTimeException nonsense) {
                throw noEvent(file, number);
            }
        }
        throw noEvent(file, number);
    }

    private static GrowthRefused noEvent(Path file, long number) {
        return new GrowthRefused("line %,d of %s tells of no event".formatted(number, file));
    }

    /** Has PostgreSQL do at once what it would do by itself while the first orders come in. */
    void tidyUp() {
        database.useHandle(handle -> handle.execute("VACUUM (ANALYZE) axon.domain_event"));
    }

    private Outcome grown(Handle handle, long wanted) {
        long before = last(handle);
        progress.accept(before);
        if (before >= wanted) {
            return new Outcome(0, 0);
        }
        var processors = settled(handle, before);
        FinishedOrders originals = FinishedOrders.before(before, handle);
        if (originals.orders().isEmpty()) {
            throw new GrowthRefused(
                    "there are no orders to copy among the latest events: place some, as ./saler bench does");
        }
        Shelves shelves = Shelves.of(items(originals), handle);
        long orders;
        long last;
        try (EventRows rows = EventRows.after(before, handle)) {
            orders = copy(originals, wanted - before, shelves, rows);
            last = rows.end();
        }
        end(handle, before, last, processors);
        return new Outcome(orders, last - before);
    }

    private static long last(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(globalIndex), 0) FROM axon.domain_event")
                .mapTo(Long.class)
                .one();
    }

    private static Processors settled(Handle handle, long last) {
        var processors = new Processors(handle);
        List<String> late = processors.late(last);
        if (!late.isEmpty()) {
            throw new GrowthRefused("it was stopped before it had seen all events (%s). Start it, let it run for half"
                            .formatted(String.join(", ", late))
                    + " a minute without orders, and stop it");
        }
        return processors;
    }

    private void end(Handle handle, long before, long last, Processors processors) {
        handle.execute("ALTER SEQUENCE axon.domain_event_globalindex_seq RESTART WITH " + (last + 1));
        handle.execute(MAILS_SENT, before);
        processors.skipTo(last);
        progress.accept(last);
    }

    /** Returns how many orders were copied. */
    private long copy(FinishedOrders originals, long wanted, Shelves shelves, EventRows rows) {
        long orders = 0;
        long events = 0;
        while (events < wanted) {
            Map<OrderId, OrderCopy> copies = new HashMap<>();
            for (FinishedOrder original : originals.orders()) {
                if (events < wanted && shelves.setAside(original)) {
                    copies.put(original.id(), new OrderCopy(original.id()));
                    events += original.events();
                }
            }
            if (copies.isEmpty()) {
                throw new GrowthRefused(
                        "after %,d more orders, too few units are left of what was sold".formatted(orders));
            }
            append(originals, copies, shelves, rows);
            orders += copies.size();
        }
        return orders;
    }

    private static void append(
            FinishedOrders originals, Map<OrderId, OrderCopy> copies, Shelves shelves, EventRows rows) {
        for (FinishedOrders.Happening happening : originals.events()) {
            OrderCopy copy = copies.get(happening.order());
            if (copy != null) {
                rows.append(copy.of(shelves.moved(happening)));
            }
        }
    }

    private static Set<String> items(FinishedOrders orders) {
        return orders.orders().stream()
                .flatMap(order -> order.sold().keySet().stream())
                .collect(Collectors.toSet());
    }
}
