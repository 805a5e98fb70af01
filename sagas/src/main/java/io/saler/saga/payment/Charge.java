package io.saler.saga.payment;

import io.saler.payment.PaymentMethod;
import io.saler.saga.task.FollowUp;
import io.saler.saga.task.Origin;
import io.saler.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a charging task has to know besides the payment's identifier.
 *
 * @param requestedAt null in a task of an earlier version
 */
record Charge(
        Money amount,
        PaymentMethod method,
        @Nullable Instant requestedAt,
        @Nullable Origin origin) implements FollowUp {

    Instant since() {
        return requestedAt == null ? Instant.EPOCH : requestedAt;
    }
}
