package io.saler.query.notification;

import io.saler.identity.UserId;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderId;
import io.saler.query.CursorKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of notifications. */
@Component
class NotificationTable {

    private static final String REQUEST = """
            insert into query.notification
                (notification_id, recipient_id, kind, channel, status, order_id, reason, requested_at)
            select :notificationId, :recipientId, :kind, 'EMAIL', 'REQUESTED', :orderId, :reason, :at
            where not exists (select from query.person where user_id = :recipientId and erased_at is not null)
            on conflict (notification_id) do nothing""";

    private static final String SENT = """
            update query.notification set status = 'SENT', sent_at = :at
            where notification_id = :notificationId""";

    private static final String FAILED = """
            update query.notification set status = 'FAILED', reason = :reason
            where notification_id = :notificationId""";

    private static final String AFTER = "and (requested_at, notification_id) < (:afterTime, :afterId)";

    private final Jdbi database;

    NotificationTable(Jdbi database) {
        this.database = database;
    }

    /** Adds one, unless its receiver was erased. */
    void request(NotificationRequested requested, Instant at) {
        OrderId order = requested.orderId();
        database.useHandle(handle -> handle.createUpdate(REQUEST)
                .bind("notificationId", requested.notificationId().value())
                .bind("recipientId", requested.recipientId().value())
                .bind("kind", requested.kind().name())
                .bind("orderId", order == null ? null : order.value())
                .bind("reason", requested.reason())
                .bind("at", at)
                .execute());
    }

    void sent(NotificationSent sent, Instant at) {
        database.useHandle(handle -> handle.createUpdate(SENT)
                .bind("notificationId", sent.notificationId().value())
                .bind("at", at)
                .execute());
    }

    void failed(NotificationFailed failed) {
        database.useHandle(handle -> handle.createUpdate(FAILED)
                .bind("notificationId", failed.notificationId().value())
                .bind("reason", failed.reason())
                .execute());
    }

    void forget(UserId recipient) {
        database.useHandle(
                handle -> handle.createUpdate("delete from query.notification where recipient_id = :recipientId")
                        .bind("recipientId", recipient.value())
                        .execute());
    }

    /** Where a page begins: after this notification, newest first. */
    record Place(Instant requestedAt, UUID notificationId) {
        Place {
            CursorKey.time(requestedAt);
            CursorKey.present(notificationId);
        }
    }

    List<NotificationView> page(UserId recipient, @Nullable Place after, int limit) {
        String sql = """
                select notification_id, kind, channel, status, order_id, requested_at, sent_at
                from query.notification
                where recipient_id = :recipientId %s
                order by requested_at desc, notification_id desc
                limit :limit""".formatted(after == null ? "" : AFTER);
        return database.withHandle(handle -> {
            var query = handle.createQuery(sql)
                    .bind("recipientId", recipient.value())
                    .bind("limit", limit);
            if (after != null) {
                query.bind("afterTime", after.requestedAt()).bind("afterId", after.notificationId());
            }
            return query.map((row, context) -> view(row)).list();
        });
    }

    private static NotificationView view(ResultSet row) throws SQLException {
        UUID order = row.getObject("order_id", UUID.class);
        OffsetDateTime sent = row.getObject("sent_at", OffsetDateTime.class);
        return new NotificationView(
                new NotificationId(row.getObject("notification_id", UUID.class)),
                NotificationKind.valueOf(row.getString("kind")),
                NotificationView.Channel.valueOf(row.getString("channel")),
                NotificationView.Status.valueOf(row.getString("status")),
                order == null ? null : new OrderId(order),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                sent == null ? null : sent.toInstant());
    }
}
