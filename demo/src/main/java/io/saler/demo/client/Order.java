package io.saler.demo.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order as Saler shows it.
 *
 * @param reason why it was rejected; null unless it was
 * @param payment null until a payment was requested
 */
public record Order(
        String orderId,
        String storeId,
        String status,
        @Nullable String reason,
        List<Line> lines,
        Money subtotal,
        @Nullable Money discount,
        @Nullable Money tax,
        @Nullable Money shipping,
        Money total,
        @Nullable Payment payment,
        @Nullable Instant placedAt,
        @Nullable Instant updatedAt) {

    private static final Set<String> OPEN = Set.of("PLACED", "AWAITING_PAYMENT");

    /** One line, priced by the store at the moment of the order. */
    public record Line(String productId, String sku, String name, int quantity, Money unitPrice, Money total) {}

    /** The order's payment as Saler knows it. */
    public record Payment(
            @Nullable String paymentId,
            @Nullable String status,
            @Nullable Money captured,
            @Nullable Money refunded) {}

    public boolean isConfirmed() {
        return status.equals("CONFIRMED");
    }

    public boolean isRejected() {
        return status.equals("REJECTED");
    }

    /** Whether nothing more will happen to it by itself. */
    public boolean hasEnded() {
        return !OPEN.contains(status);
    }

    public @Nullable String paymentId() {
        return payment == null ? null : payment.paymentId();
    }

    /** Status and, when there is one, reason: {@code REJECTED payment-declined}. */
    public String fate() {
        return reason == null ? status : status + " " + reason;
    }
}
