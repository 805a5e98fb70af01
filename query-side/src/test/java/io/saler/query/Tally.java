package io.saler.query;

import io.saler.axonserver.history.PlacedEvent;
import io.saler.order.OrderPlaced;
import io.saler.query.generation.ComparedTable;
import io.saler.query.generation.GeneratedReadModel;
import io.saler.query.generation.Generation;
import io.saler.query.generation.GenerationTable;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A read model as small as can be: a row for each order, which since the second version of its definition says how many
 * lines the order has.
 */
final class Tally implements GeneratedReadModel {

    static final String NAME = "tally";

    /** Whether it refuses orders for a whole lot of money. */
    static volatile boolean refusing;

    private static final BigDecimal A_LOT = new BigDecimal(1_000_000);

    private final Jdbi database;
    private final Savepoints savepoints;
    private final int version;

    Tally(Jdbi database, Savepoints savepoints, int version) {
        this.database = database;
        this.savepoints = savepoints;
        this.version = version;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void create(Handle handle, Generation generation) {
        handle.execute("""
                create table %s.ordered (
                    event_id uuid primary key,
                    position bigint not null,
                    order_id uuid not null,
                    total    numeric not null%s
                )""".formatted(generation.schema(), version >= 2 ? ", lines integer not null" : ""));
    }

    @Override
    public List<ComparedTable> tables() {
        return List.of(new ComparedTable("ordered", "position"));
    }

    @Override
    public Object handlers(Generation generation) {
        return new Handlers(generation);
    }

    /** Fills one generation. */
    final class Handlers {

        private final GenerationTable table;
        private final Batch<List<@Nullable Object[]>> batch;

        private Handlers(Generation generation) {
            table = GenerationTable.of(
                    database, generation, "ordered", List.of("event_id", "position", "order_id", "total", "lines"));
            batch = new Batch<>(
                    savepoints, ArrayList::new, rows -> database.useHandle(handle -> table.add(handle, rows)));
        }

        @EventHandler
        void on(OrderPlaced event, DomainEventMessage<?> message) {
            BigDecimal total = event.totals().total().amount();
            if (refusing && total.compareTo(A_LOT) > 0) {
                throw new IllegalStateException("That is too much");
            }
            batch.add(rows -> rows.add(new Object[] {
                UUID.fromString(message.getIdentifier()),
                PlacedEvent.positionOf(message).orElseThrow(),
                event.orderId(),
                total,
                event.lines().size()
            }));
        }
    }
}
