package io.saler.order;

import java.util.Locale;

/** Why Saler did not go through with an order. */
public enum RejectionReason {
    INSUFFICIENT_STOCK,
    PAYMENT_DECLINED,
    /** The payment was neither made nor refused in time. */
    PAYMENT_TIMEOUT,
    /** Stock could not be reserved in time. */
    RESERVATION_TIMEOUT,
    /** An administrator decided so. */
    GIVEN_UP_BY_ADMINISTRATOR;

    /** The reason as clients see it, for example {@code insufficient-stock}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
