package io.saler.query.order;

import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderTotals;
import io.saler.order.OrderView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * The table of orders. Writing the same change again, or an older one after a newer one of the same aggregate, changes
 * nothing.
 */
@Component
class OrderTable {

    private static final String PLACE = """
            insert into query.orders
                (order_id, customer_id, store_id, status, lines, currency, subtotal, discount, tax, shipping, total,
                 placed_at, updated_at, version)
            values (:orderId, :customerId, :storeId, 'PLACED', cast(:lines as jsonb), :currency, :subtotal, :discount,
                :tax, :shipping, :total, :at, :at, :version)
            on conflict (order_id) do nothing""";

    private static final String CHANGE_STATUS = """
            update query.orders
            set status = :status, reason = case when status = :status then reason else :reason end, updated_at = greatest(updated_at, :at), version = :version
            where order_id = :orderId and version < :version""";

    /**
     * A request replaces an earlier attempt; anything else is heard only if it is about the attempt that is shown. One
     * that is heard again, when all is, must not replace a later one.
     */
    private static final String CHANGE_PAYMENT = """
            update query.orders
            set payment_id = :paymentId, payment_status = :status, payment_version = :version,
                captured = coalesce(cast(:captured as numeric), 0),
                refunded = coalesce(cast(:refunded as numeric), 0), payment_action = :action,
                updated_at = greatest(updated_at, :at), payment_changes = payment_changes + 1
            where order_id = :orderId
              and case when payment_id = :paymentId then payment_version < :version
               else :version = 0 and (not :again or payment_id is null or updated_at <= :at) end""";

    /** These happen once to an order, so neither their order nor a repetition makes a difference. */
    private static final String SHIP = """
            update query.orders set carrier = :carrier, tracking_number = :trackingNumber, shipped_at = :at
            where order_id = :orderId""";

    private static final String DELIVER = "update query.orders set delivered_at = :at where order_id = :orderId";

    private static final String FIND = "select * from query.orders where order_id = any(:orderIds)";

    private final Jdbi database;
    private final OrderRow rows;

    OrderTable(Jdbi database, OrderRow rows) {
        this.database = database;
        this.rows = rows;
    }

    void write(OrderChanges changes) {
        database.useHandle(handle -> {
            place(handle, changes.placings());
            // Before later changes of the same batch make the row look newer than what was asked of the gateway.
            changePayment(handle, changes.paymentChanges());
            changeStatus(handle, changes.statusChanges());
            ship(handle, changes.shippings());
            deliver(handle, changes.deliveries());
        });
    }

    Optional<OrderView> find(OrderId order) {
        return find(List.of(order)).stream().findFirst();
    }

    List<OrderView> find(Collection<OrderId> orders) {
        UUID[] ids = orders.stream().map(OrderId::value).toArray(UUID[]::new);
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("orderIds", ids)
                .map((row, context) -> rows.view(row))
                .list());
    }

    private static void place(Handle handle, List<OrderChanges.Placing> placings) {
        if (placings.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(PLACE);
        for (OrderChanges.Placing placing : placings) {
            OrderPlaced order = placing.order();
            OrderTotals totals = order.totals();
            batch.bind("orderId", order.orderId().value())
                    .bind("customerId", order.customerId().value())
                    .bind("storeId", order.storeId().value())
                    .bind("lines", placing.lines())
                    .bind("currency", totals.total().currency().getCurrencyCode())
                    .bind("subtotal", totals.subtotal().amount())
                    .bind("discount", totals.discount().amount())
                    .bind("tax", totals.tax().amount())
                    .bind("shipping", totals.shipping().amount())
                    .bind("total", totals.total().amount())
                    .bind("at", placing.at())
                    .bind("version", placing.version())
                    .add();
        }
        batch.execute();
    }

    private static void changeStatus(Handle handle, List<OrderChanges.StatusChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(CHANGE_STATUS);
        for (OrderChanges.StatusChange change : changes) {
            batch.bind("orderId", change.orderId().value())
                    .bind("status", change.status().name())
                    .bind("reason", change.reason())
                    .bind("at", change.at())
                    .bind("version", change.version())
                    .add();
        }
        batch.execute();
    }

    private static void changePayment(Handle handle, List<OrderChanges.PaymentChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(CHANGE_PAYMENT);
        for (OrderChanges.PaymentChange change : changes) {
            batch.bind("orderId", change.orderId().value())
                    .bind("paymentId", change.paymentId().value())
                    .bind("status", change.status().name())
                    .bind("captured", change.captured())
                    .bind("refunded", change.refunded())
                    .bind(
                            "action",
                            change.action() == null
                                    ? null
                                    : change.action().redirectUrl().toString())
                    .bind("at", change.at())
                    .bind("version", change.version())
                    .bind("again", change.again())
                    .add();
        }
        batch.execute();
    }

    private static void ship(Handle handle, List<OrderChanges.Shipping> shippings) {
        if (shippings.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(SHIP);
        for (OrderChanges.Shipping shipping : shippings) {
            batch.bind("orderId", shipping.order().orderId().value())
                    .bind("carrier", shipping.order().carrier())
                    .bind("trackingNumber", shipping.order().trackingNumber())
                    .bind("at", shipping.at())
                    .add();
        }
        batch.execute();
    }

    private static void deliver(Handle handle, List<OrderChanges.Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(DELIVER);
        for (OrderChanges.Delivery delivery : deliveries) {
            batch.bind("orderId", delivery.orderId().value())
                    .bind("at", delivery.at())
                    .add();
        }
        batch.execute();
    }
}
