package io.saler.query.order;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.ShipmentView;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentStatus;
import io.saler.payment.PaymentView;
import io.saler.query.json.StoredJson;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Reads a row of the table of orders. */
@Component
class OrderRow {

    private static final TypeReference<List<OrderLine>> LINES = new TypeReference<>() {};

    private final StoredJson json;

    OrderRow(StoredJson json) {
        this.json = json;
    }

    OrderView view(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new OrderView(
                new OrderId(row.getObject("order_id", UUID.class)),
                new StoreId(row.getObject("store_id", UUID.class)),
                new UserId(row.getObject("customer_id", UUID.class)),
                OrderStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                json.read(row.getString("lines"), LINES),
                money(row, "subtotal", currency),
                money(row, "discount", currency),
                money(row, "tax", currency),
                money(row, "shipping", currency),
                money(row, "total", currency),
                payment(row, currency),
                shipment(row),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable PaymentView payment(ResultSet row, Currency currency) throws SQLException {
        UUID payment = row.getObject("payment_id", UUID.class);
        if (payment == null) {
            return null;
        }
        return new PaymentView(
                new PaymentId(payment),
                PaymentStatus.valueOf(row.getString("payment_status")),
                money(row, "captured", currency),
                money(row, "refunded", currency),
                action(row));
    }

    private static @Nullable PaymentAction action(ResultSet row) throws SQLException {
        String redirectUrl = row.getString("payment_action");
        return redirectUrl == null ? null : new PaymentAction(URI.create(redirectUrl));
    }

    private static @Nullable ShipmentView shipment(ResultSet row) throws SQLException {
        Instant shipped = instant(row, "shipped_at");
        return shipped == null
                ? null
                : new ShipmentView(
                        row.getString("carrier"),
                        row.getString("tracking_number"),
                        shipped,
                        instant(row, "delivered_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Money money(ResultSet row, String column, Currency currency) throws SQLException {
        return new Money(row.getBigDecimal(column), currency);
    }
}
