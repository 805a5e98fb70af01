package io.saler.order;

import io.saler.catalog.ProductId;
import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import io.saler.value.Money;
import java.util.Map;

/** Why something about an order can be refused. */
public abstract sealed class OrderFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private OrderFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    /** Also the answer about an order that belongs to somebody else. */
    public static final class OrderUnknown extends OrderFailure {
        public OrderUnknown() {
            super(FailureKind.NOT_FOUND, "order-unknown", "There is no such order.", Map.of());
        }
    }

    /** An ordered product does not exist in this store, or is not on sale any more. */
    public static final class ProductNotOnSale extends OrderFailure {
        public ProductNotOnSale(ProductId product) {
            super(
                    FailureKind.CONFLICT,
                    "product-not-on-sale",
                    "The product %s is not on sale in this store.".formatted(product),
                    Map.of("productId", product.toString()));
        }
    }

    public static final class TotalChanged extends OrderFailure {
        public TotalChanged(Money expected, Money actual) {
            super(
                    FailureKind.CONFLICT,
                    "total-changed",
                    "The order would cost %s, not the expected %s.".formatted(actual, expected),
                    Map.of(
                            "total",
                            actual.amount().toPlainString(),
                            "currency",
                            actual.currency().getCurrencyCode()));
        }
    }

    /** A transition that makes no sense from where the order stands, or to there once more in another way. */
    public static final class TransitionRefused extends OrderFailure {
        public TransitionRefused(OrderStatus from, OrderStatus to) {
            super(
                    FailureKind.CONFLICT,
                    "order-state",
                    from == to
                            ? "The order is %s already, and not in this way.".formatted(from)
                            : "An order that is %s cannot become %s.".formatted(from, to),
                    Map.of("orderStatus", from.name()));
        }
    }

    /** With {@code Prefer: wait}: some product was short. */
    public static final class InsufficientStock extends OrderFailure {
        public InsufficientStock(OrderId order) {
            super(
                    FailureKind.CONFLICT,
                    "insufficient-stock",
                    "Not enough units are available for this order.",
                    Map.of("orderId", order.toString()));
        }
    }

    /** With {@code Prefer: wait}: the payment was refused, or not made in time. */
    public static final class PaymentRefused extends OrderFailure {
        public PaymentRefused(OrderId order, RejectionReason reason) {
            super(
                    FailureKind.PAYMENT_REQUIRED,
                    reason.code(),
                    "The payment for this order did not go through.",
                    Map.of("orderId", order.toString()));
        }
    }

    /** With {@code Prefer: wait}: nobody could say in time whether the stock suffices, so the order was given up. */
    public static final class ReservationTimedOut extends OrderFailure {
        public ReservationTimedOut(OrderId order) {
            super(
                    FailureKind.CONFLICT,
                    RejectionReason.RESERVATION_TIMEOUT.code(),
                    "Stock could not be reserved in time for this order.",
                    Map.of("orderId", order.toString()));
        }
    }

    /** With {@code Prefer: wait}: somebody who runs Saler has decided that the order will not be fulfilled. */
    public static final class GivenUp extends OrderFailure {
        public GivenUp(OrderId order) {
            super(
                    FailureKind.CONFLICT,
                    RejectionReason.GIVEN_UP_BY_ADMINISTRATOR.code(),
                    "The order was given up by an administrator.",
                    Map.of("orderId", order.toString()));
        }
    }

    /** The order is paid; it cannot be paid once more. */
    public static final class AlreadyPaid extends OrderFailure {
        public AlreadyPaid() {
            super(FailureKind.CONFLICT, "already-paid", "The order is paid already.", Map.of());
        }
    }

    /** Somebody has asked for the order to be cancelled, which it is as soon as its payment is called off. */
    public static final class BeingCancelled extends OrderFailure {
        public BeingCancelled() {
            super(FailureKind.CONFLICT, "order-being-cancelled", "The order is being cancelled.", Map.of());
        }
    }

    /** The order's payment is under way, and it is not known yet how it ends. */
    public static final class PaymentInProgress extends OrderFailure {
        public PaymentInProgress() {
            super(
                    FailureKind.CONFLICT,
                    "payment-in-progress",
                    "A payment for this order is under way. Please wait for its outcome.",
                    Map.of());
        }
    }

    /** More is to be given back than was paid and is not given back, or on its way, already. */
    public static final class RefundExceedsPayment extends OrderFailure {
        public RefundExceedsPayment(Money left) {
            super(
                    FailureKind.CONFLICT,
                    "refund-exceeds-payment",
                    "Of what was paid for this order, %s can be given back.".formatted(left),
                    Map.of(
                            "refundable",
                            left.amount().toPlainString(),
                            "currency",
                            left.currency().getCurrencyCode()));
        }
    }

    /** Somebody watches as many orders as one caller may watch at once. */
    public static final class TooManyStreams extends OrderFailure {
        public TooManyStreams(int most) {
            super(
                    FailureKind.EXCESSIVE,
                    "too-many-streams",
                    "You have %d streams of orders open already. Please close one first.".formatted(most),
                    Map.of());
        }
    }

    /** As many orders are watched as can be for the moment, by whomever. */
    public static final class StreamsExhausted extends OrderFailure {
        public StreamsExhausted() {
            super(
                    FailureKind.UNAVAILABLE,
                    "streams-exhausted",
                    "No more orders can be watched for the moment. Please try again shortly.",
                    Map.of());
        }
    }

    /** The order would cost more, or have more units of one product, than Saler can count. */
    public static final class OrderTooLarge extends OrderFailure {
        public OrderTooLarge() {
            super(FailureKind.INVALID, "order-too-large", "The order is too large.", Map.of());
        }
    }
}
