package io.saler.payment;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import io.saler.value.Money;
import java.util.Map;

/** Why something about a payment can be refused. */
public abstract sealed class PaymentFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private PaymentFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    /** The gateway says something that cannot be true together with what it said before. */
    public static final class ContradictoryOutcome extends PaymentFailure {

        public static final String TYPE = "payment-state";

        public ContradictoryOutcome(PaymentId payment, PaymentStatus known, PaymentStatus told) {
            super(
                    FailureKind.CONFLICT,
                    TYPE,
                    "Payment %s is %s and cannot become %s.".formatted(payment, known, told),
                    Map.of("paymentStatus", known.name()));
        }
    }

    /** Not as much of the payment's money is there to be given back. */
    public static final class NotRefundable extends PaymentFailure {
        public NotRefundable(PaymentId payment, Money asked, Money left) {
            super(
                    FailureKind.CONFLICT,
                    "not-refundable",
                    "Of payment %s, %s can be given back, not %s.".formatted(payment, left, asked),
                    Map.of());
        }
    }
}
