package io.saler.query.order;

import io.saler.order.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to orders, in the order in which the event stream tells it. */
@Component
class OrderHistory {

    private static final String APPEND = """
            insert into query.order_history
                (order_id, event_id, type, at, feature, aggregate_id, actor_kind, actor_id, request_id, correlation_id,
                 causation_id, network, via, reason, detail)
            values (:orderId, :eventId, :type, :at, :feature, :aggregateId, :actorKind, :actorId, :requestId,
                :correlationId, :causationId, :network, :via, :reason, cast(:detail as jsonb))
            on conflict do nothing""";

    private static final String READ = """
            select position, event_id, type, at, feature, aggregate_id, actor_kind, actor_id, request_id, correlation_id,
                causation_id, network, via, reason, detail::text
            from query.order_history
            where order_id = :orderId and position > :after
            order by position
            limit :limit""";

    private final Jdbi database;

    OrderHistory(Jdbi database) {
        this.database = database;
    }

    /** An event with its place in the history. */
    record Entry(
            long position,
            String eventId,
            String type,
            Instant at,
            String feature,
            String aggregateId,
            String actorKind,
            String actorId,
            HistoryOrigin origin,
            @Nullable String reason,
            String detail) {}

    /** Adds these at the end; those already there stay where they are. */
    void append(List<HistoryRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.useHandle(handle -> {
            var batch = handle.prepareBatch(APPEND);
            for (HistoryRow row : rows) {
                batch.bind("orderId", row.orderId().value())
                        .bind("eventId", row.eventId())
                        .bind("type", row.type())
                        .bind("at", row.at())
                        .bind("feature", row.feature())
                        .bind("aggregateId", row.aggregateId())
                        .bind("actorKind", row.actor().kind())
                        .bind("actorId", row.actor().id())
                        .bind("requestId", row.origin().requestId())
                        .bind("correlationId", row.origin().correlationId())
                        .bind("causationId", row.origin().causationId())
                        .bind("network", row.origin().network())
                        .bind("via", row.origin().via())
                        .bind("reason", row.reason())
                        .bind("detail", row.detail())
                        .add();
            }
            batch.execute();
        });
    }

    /** Returns at most {@code limit} entries that follow the position {@code after}. */
    List<Entry> read(OrderId order, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery(READ)
                .bind("orderId", order.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("feature"),
                row.getString("aggregate_id"),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                new HistoryOrigin(
                        row.getString("request_id"),
                        row.getString("correlation_id"),
                        row.getString("causation_id"),
                        row.getString("network"),
                        row.getString("via")),
                row.getString("reason"),
                row.getString("detail"));
    }
}
