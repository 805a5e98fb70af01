package io.saler.axonserver.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The events of the embedded store on PostgreSQL. It knows events by their number and by aggregate and sequence, and
 * nothing else is needed: a time is found by halving, and a type by going through the table where it lies one event
 * behind the other.
 */
final class StoredLines implements EventLines {

    private static final int SECONDS = 5;
    private static final String TABLE = "axon.domain_event";

    private final Jdbi database;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final int stride;

    StoredLines(Jdbi database, Serializer serializer, EventUpcaster upcasters, int stride) {
        this.database = database;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.stride = stride;
    }

    @Override
    public EventLine all() {
        return new Line("globalIndex", null);
    }

    @Override
    public EventLine of(String aggregateId) {
        return new Line("sequenceNumber", aggregateId);
    }

    private final class Line implements EventLine {

        private final String number;
        private final @Nullable String aggregateId;
        private final String condition;

        Line(String number, @Nullable String aggregateId) {
            this.number = number;
            this.aggregateId = aggregateId;
            this.condition = aggregateId == null ? "TRUE" : "aggregateIdentifier = :aggregate";
        }

        @Override
        public long last() {
            String sql = "SELECT coalesce(max(%s), -1) FROM %s WHERE %s".formatted(number, TABLE, condition);
            return read(sql, query -> query.mapTo(Long.class).one());
        }

        @Override
        public Optional<Instant> timeAt(long place) {
            String sql = "SELECT timeStamp FROM %s WHERE %s AND %s <= :place ORDER BY %s DESC LIMIT 1"
                    .formatted(TABLE, condition, number, number);
            return read(
                    sql,
                    query -> query.bind("place", place)
                            .mapTo(String.class)
                            .findOne()
                            .map(DateTimeUtils::parseInstant));
        }

        /** An aggregate's events lie far apart from each other. */
        @Override
        public int stride(boolean ofOneType, int limit) {
            return aggregateId == null ? stride : Math.max(1, stride / 10);
        }

        @Override
        public List<StoredEvent> newest(long from, long to, @Nullable Class<?> type, int limit) {
            String sql = "SELECT * FROM %s WHERE %s AND %s BETWEEN :from AND :to AND %s ORDER BY %s DESC LIMIT :limit"
                    .formatted(TABLE, condition, number, type == null ? "TRUE" : "payloadType = :type", number);
            return read(sql, query -> {
                query.bind("from", from).bind("to", to).bind("limit", limit);
                if (type != null) {
                    query.bind("type", type.getName());
                }
                return query.map((row, context) -> event(row)).list();
            });
        }

        private <T> T read(String sql, Function<Query, T> reading) {
            return database.withHandle(handle -> {
                Query query = handle.createQuery(sql).setQueryTimeout(SECONDS);
                return reading.apply(aggregateId == null ? query : query.bind("aggregate", aggregateId));
            });
        }

        private StoredEvent event(ResultSet row) throws SQLException {
            String payloadType = row.getString("payloadType");
            String revision = row.getString("payloadRevision");
            var entry = new GenericDomainEventEntry<>(
                    row.getString("type"),
                    row.getString("aggregateIdentifier"),
                    row.getLong("sequenceNumber"),
                    row.getString("eventIdentifier"),
                    row.getString("timeStamp"),
                    payloadType,
                    revision,
                    row.getBytes("payload"),
                    row.getBytes("metaData"));
            return new StoredEvent(
                    row.getLong(number),
                    row.getLong("globalIndex"),
                    payloadType.substring(payloadType.lastIndexOf('.') + 1),
                    revision,
                    message(entry));
        }

        /** As it was stored when an upcaster has it dropped. */
        private DomainEventMessage<?> message(DomainEventData<?> entry) {
            DomainEventStream upcast = read(entry, upcasters);
            return upcast.hasNext()
                    ? upcast.next()
                    : read(entry, NoOpEventUpcaster.INSTANCE).next();
        }

        private DomainEventStream read(DomainEventData<?> entry, EventUpcaster upcaster) {
            return EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(entry), serializer, upcaster);
        }
    }
}
